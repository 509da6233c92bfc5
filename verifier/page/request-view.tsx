import { type Language, type Words, words } from '../../contexts/index.ts';
import type { Clock } from '../../core/ports.ts';
import {
  ActionButton,
  Fold,
  formatTime,
  LinkField,
  QrCode,
  StatusBox,
  WebWalletLink,
} from '../../ui/index.tsx';
import type { RequestView } from './state.ts';
import { TimeLeft } from './time-left.tsx';

type Props = { readonly request: RequestView | undefined; readonly language: Language };

/** How the question stands, for the status region: waiting, refused or too late. */
export function RequestStatus({ request, language }: Props) {
  const text = words[language].verifier.request;
  if (request === undefined || request.state === 'waiting')
    return <p>{request?.flow === 'same-device' ? text.waitingHere : text.waiting}</p>;
  if (request.state === 'expired') {
    return (
      <StatusBox sign="careful" heading={text.expired}>
        <p>{text.expiredText}</p>
      </StatusBox>
    );
  }
  const [heading, advice] = ended(request.reason, text);
  return (
    <StatusBox sign="careful" heading={heading}>
      <p>{advice}</p>
    </StatusBox>
  );
}

function ended(
  reason: string | undefined,
  text: Words['verifier']['request'],
): readonly [heading: string, advice: string] {
  if (reason === 'access_denied') return [text.refused, text.refusedText];
  if (reason === 'claims_missing') return [text.tooLittle, text.tooLittleText];
  return [reason === 'answer_not_accepted' ? text.notAccepted : text.failed, text.failedText];
}

/** The QR code, or on the same device the link, while the question waits; afterwards the way to a new one. */
export function RequestContent(props: Props & { readonly now: Clock; readonly onAgain: () => void }) {
  const { request, language } = props;
  const { request: text, purposes } = words[language].verifier;
  if (request === undefined) return null;
  if (request.state !== 'waiting') {
    return (
      <div class="actions">
        <ActionButton onPress={props.onAgain}>{text.again}</ActionButton>
      </div>
    );
  }
  const isHere = request.flow === 'same-device';
  const link = request.requestUri;
  if (link === undefined) return <p>{isHere ? text.comeBack : text.lost}</p>;
  return (
    <>
      {isHere ? (
        <OpenHere {...{ request, link, language }} />
      ) : (
        <ScanThere {...{ request, link, language }} />
      )}
      {request.expiresAt !== undefined && (
        <p>
          {isHere ? '' : `${text.until(formatTime(request.expiresAt, language))} `}
          <TimeLeft until={request.expiresAt} now={props.now} language={language} />
        </p>
      )}
      {request.purpose !== undefined && (
        <>
          <h2>
            {text.asks}: {purposes[request.purpose].name}
          </h2>
          <p>{purposes[request.purpose].asks}</p>
        </>
      )}
      <p>{isHere ? text.explainHere : text.explain}</p>
      {!isHere && <p>{text.onlyYours}</p>}
      <Fold summary={text.nothing}>
        <ul>
          {(isHere ? text.nothingTips.slice(1) : text.nothingTips).map((tip) => (
            <li key={tip}>{tip}</li>
          ))}
        </ul>
      </Fold>
    </>
  );
}

type WaysProps = { readonly request: RequestView; readonly link: string; readonly language: Language };

function ScanThere({ request, link, language }: WaysProps) {
  const text = words[language].verifier.request;
  return (
    <>
      <QrCode text={link} label={text.qrCode} />
      <LinkField link={link} label={text.link} language={language} />
      <WebWallet {...{ request, link, language }} />
    </>
  );
}

function OpenHere({ request, link, language }: WaysProps) {
  return (
    <>
      <div class="actions">
        {link.startsWith('openid4vp:') && (
          <a class="button" href={link}>
            {words[language].verifier.request.open}
          </a>
        )}
      </div>
      <WebWallet {...{ request, link, language }} />
    </>
  );
}

function WebWallet({ request, link, language }: WaysProps) {
  return request.walletUrl === undefined ? null : (
    <div class="actions">
      <WebWalletLink {...{ link, language }} kind="request" walletUrl={request.walletUrl} />
    </div>
  );
}
