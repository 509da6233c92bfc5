import { useEffect, useRef, useState } from 'preact/hooks';
import { type WorkerLanguage, words } from '../../contexts/index.ts';
import {
  ActionButton,
  type ApiProblem,
  Fold,
  formatTime,
  LinkField,
  type QrCode,
  StatusBox,
  WebWalletLink,
} from '../../ui/index.tsx';
import { CallProblem } from './call-problem.tsx';
import type { Offer } from './claim-calls.ts';
import type { Device } from './device.ts';
import { Picture } from './picture.tsx';

/** A wallet app that is there comes in front well before this. */
const answerMs = 5_000;

export type MakeOffer = () => Promise<
  { readonly ok: true; readonly value: Offer } | { readonly ok: false; readonly problem: ApiProblem }
>;
type Props = {
  readonly language: WorkerLanguage;
  readonly txCodeRequired: boolean;
  readonly walletUrl: string | undefined;
  readonly device: Device;
};

/** For who has a wallet app: on a phone its link, on a computer a QR code to scan with the phone. */
export function WalletPart(props: Props & { readonly choice: object; readonly makeOffer: MakeOffer }) {
  const { language, choice, device } = props;
  const { take } = words[language].claim;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [offered, setOffered] = useState<{ readonly offer: Offer; readonly choice: object }>();
  const stale = offered !== undefined && offered.choice !== choice;
  const offer = stale ? undefined : offered?.offer;
  const prepare = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    const made = await props.makeOffer();
    setBusy(false);
    if (made.ok) setOffered({ offer: made.value, choice });
    else setProblem(made.problem);
  };
  return (
    <section>
      <h2>{take.walletHeading}</h2>
      <p>{take.walletIntro}</p>
      {offer === undefined && (
        <div class="actions">
          <ActionButton secondary busy={busy} onPress={prepare}>
            <Picture of={device.isPhone ? 'wallet' : 'qr'} />
            {busy ? take.walletBusy : device.isPhone ? take.wallet : take.walletQr}
          </ActionButton>
        </div>
      )}
      <div role="status">
        {problem !== undefined && <CallProblem {...{ problem, language }} />}
        {stale && <p>{take.changed}</p>}
        {offer !== undefined && !device.isPhone && <p>{take.ready}</p>}
      </div>
      {offer !== undefined &&
        (device.isPhone ? (
          <PhoneOffer {...props} offer={offer} />
        ) : (
          <ComputerOffer {...props} offer={offer} />
        ))}
      {offer !== undefined && props.txCodeRequired && <p>{take.txCode}</p>}
    </section>
  );
}

/** Opens the wallet app. Where none comes in front in time, the page says what to do instead. */
function PhoneOffer(props: Props & { readonly offer: Offer }) {
  const { offer, language, device } = props;
  const { take } = words[language].claim;
  const [state, setState] = useState<'opening' | 'left' | 'no_answer'>('opening');
  const stop = useRef<() => void>(() => {});
  const open = () => {
    stop.current();
    setState('opening');
    const timer = setTimeout(() => setState('no_answer'), answerMs);
    const forget = device.onLeave(() => {
      clearTimeout(timer);
      setState('left');
    });
    stop.current = () => {
      clearTimeout(timer);
      forget();
    };
    device.openApp(offer.offerUri);
  };
  useEffect(() => {
    open();
    return () => stop.current();
  }, [offer.offerUri]);
  return (
    <>
      <div role="status">
        {state === 'opening' && <p>{take.opening}</p>}
        {state === 'no_answer' && (
          <StatusBox sign="careful" level={3} heading={take.noAnswer}>
            <p>{take.noAnswerText}</p>
          </StatusBox>
        )}
      </div>
      <div class="actions">
        <ActionButton secondary onPress={open}>
          {take.again}
        </ActionButton>
        {state !== 'opening' && <WebWallet {...props} />}
      </div>
      {state === 'no_answer' && <LinkField link={offer.offerUri} label={take.link} language={language} />}
    </>
  );
}

/** A QR code for the phone; behind a fold what helps when the wallet is on this very device. */
function ComputerOffer(props: Props & { readonly offer: Offer }) {
  const { offer, language } = props;
  const { take } = words[language].claim;
  const [Qr, setQr] = useState<{ readonly Code: typeof QrCode }>();
  useEffect(() => {
    // Drawing codes is a quarter of the page, and a phone never needs it.
    import('../../ui/qr-code.tsx').then(
      ({ QrCode: Code }) => setQr({ Code }),
      () => undefined,
    );
  }, []);
  return (
    <>
      {Qr !== undefined && <Qr.Code text={offer.offerUri} label={take.qrCode} />}
      {offer.expiresAt !== undefined && <p>{take.until(formatTime(offer.expiresAt, language))}</p>}
      <div class="actions">
        <WebWallet {...props} />
      </div>
      <Fold summary={take.otherWays}>
        <div class="actions">
          <a class="button secondary" href={offer.offerUri}>
            {take.open}
          </a>
        </div>
        <LinkField link={offer.offerUri} label={take.link} language={language} />
      </Fold>
    </>
  );
}

function WebWallet({ walletUrl, offer, language }: Props & { readonly offer: Offer }) {
  if (walletUrl === undefined) return null;
  return <WebWalletLink {...{ walletUrl, language }} kind="offer" link={offer.offerUri} />;
}
