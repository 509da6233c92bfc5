import { useEffect, useState } from 'preact/hooks';
import { type Language, words } from '../../contexts/index.ts';
import {
  ActionButton,
  type ApiProblem,
  formatTime,
  LinkField,
  ProblemBox,
  QrCode,
  StatusBox,
  WebWalletLink,
} from '../../ui/index.tsx';
import type { Offer } from './claim-calls.ts';

export type TakeActions = {
  readonly offer: () => Promise<{ readonly offer: Offer } | { readonly problem: ApiProblem }>;
  readonly pdf: () => Promise<ApiProblem | undefined>;
};
type Busy = 'offer' | 'pdf' | undefined;

/** The two ways out: into a wallet, or on paper. `choice` is compared by identity: another choice needs another offer. */
export function TakeView(props: {
  readonly language: Language;
  readonly choice: object;
  readonly txCodeRequired: boolean;
  readonly walletUrl: string | undefined;
  readonly actions: TakeActions;
}) {
  const { language, choice } = props;
  const { take } = words[language].claim;
  const [busy, setBusy] = useState<Busy>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [offered, setOffered] = useState<{ readonly offer: Offer; readonly choice: object }>();
  const [saved, setSaved] = useState(false);
  useEffect(() => {
    setSaved(false);
    setProblem(undefined);
  }, [choice]);
  const stale = offered !== undefined && offered.choice !== choice;
  const offer = stale ? undefined : offered?.offer;
  const run = async (what: 'offer' | 'pdf', work: () => Promise<ApiProblem | undefined>) => {
    if (busy !== undefined) return;
    setBusy(what);
    setProblem(undefined);
    setSaved(false);
    setProblem(await work());
    setBusy(undefined);
  };
  const prepare = () =>
    run('offer', async () => {
      const answer = await props.actions.offer();
      if ('problem' in answer) return answer.problem;
      setOffered({ offer: answer.offer, choice });
      return undefined;
    });
  const download = () =>
    run('pdf', async () => {
      const failed = await props.actions.pdf();
      setSaved(failed === undefined);
      return failed;
    });
  return (
    <section>
      <h2>{take.heading}</h2>
      <p>{take.walletIntro}</p>
      <p>{take.pdfIntro}</p>
      <div class="actions">
        <ActionButton busy={busy === 'offer'} onPress={prepare}>
          {busy === 'offer' ? take.walletBusy : take.wallet}
        </ActionButton>
        <ActionButton secondary busy={busy === 'pdf'} onPress={download}>
          {busy === 'pdf' ? take.pdfBusy : take.pdf}
        </ActionButton>
      </div>
      <div role="status">
        {problem !== undefined && <TakeProblem problem={problem} language={language} />}
        {stale && <p>{take.changed}</p>}
        {saved && <p>{take.pdfDone}</p>}
        {offer !== undefined && (
          <StatusBox sign="good" level={3} heading={take.ready}>
            <p>{take.readyText}</p>
          </StatusBox>
        )}
      </div>
      {offer !== undefined && (
        <OfferView
          {...{ offer, language }}
          txCodeRequired={props.txCodeRequired}
          walletUrl={props.walletUrl}
        />
      )}
    </section>
  );
}

function TakeProblem({ problem, language }: { readonly problem: ApiProblem; readonly language: Language }) {
  const { take } = words[language].claim;
  if (problem !== 'gone' && problem !== 'forbidden')
    return <ProblemBox problem={problem} language={language} />;
  return (
    <StatusBox sign="careful" level={3} heading={take.expired}>
      <p>{take.expiredText}</p>
    </StatusBox>
  );
}

function OfferView(props: {
  readonly offer: Offer;
  readonly language: Language;
  readonly txCodeRequired: boolean;
  readonly walletUrl: string | undefined;
}) {
  const { offer, language, txCodeRequired } = props;
  const { take } = words[language].claim;
  return (
    <>
      <QrCode text={offer.offerUri} label={take.qrCode} />
      {txCodeRequired && <p>{take.txCode}</p>}
      {offer.expiresAt !== undefined && <p>{take.until(formatTime(offer.expiresAt, language))}</p>}
      <LinkField link={offer.offerUri} label={take.link} language={language} />
      <div class="actions">
        {offer.offerUri.startsWith('openid-credential-offer:') && (
          <a class="button secondary" href={offer.offerUri}>
            {take.open}
          </a>
        )}
        {props.walletUrl !== undefined && (
          <WebWalletLink {...{ language }} kind="offer" link={offer.offerUri} walletUrl={props.walletUrl} />
        )}
      </div>
    </>
  );
}
