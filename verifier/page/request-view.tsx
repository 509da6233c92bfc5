import { type Language, words } from '../../contexts/index.ts';
import { ActionButton, formatTime, LinkField, QrCode, StatusBox, WebWalletLink } from '../../ui/index.tsx';
import type { RequestView } from './state.ts';

type Props = { readonly request: RequestView | undefined; readonly language: Language };

/** How the question stands, for the status region: waiting, refused or too late. */
export function RequestStatus({ request, language }: Props) {
  const text = words[language].verifier.request;
  if (request === undefined || request.state === 'waiting') return <p>{text.waiting}</p>;
  if (request.state === 'expired') {
    return (
      <StatusBox sign="careful" heading={text.expired}>
        <p>{text.expiredText}</p>
      </StatusBox>
    );
  }
  const refused = request.reason === 'access_denied';
  return (
    <StatusBox sign="careful" heading={refused ? text.refused : text.failed}>
      <p>{refused ? text.refusedText : text.failedText}</p>
    </StatusBox>
  );
}

/** The QR code with its link while the question waits; afterwards the way to a new one. */
export function RequestContent(props: Props & { readonly onAgain: () => void }) {
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
  const link = request.requestUri;
  if (link === undefined) return <p>{text.lost}</p>;
  return (
    <>
      <QrCode text={link} label={text.qrCode} />
      {request.expiresAt !== undefined && <p>{text.until(formatTime(request.expiresAt, language))}</p>}
      <LinkField link={link} label={text.link} language={language} />
      <div class="actions">
        {link.startsWith('openid4vp:') && (
          <a class="button secondary" href={link}>
            {text.open}
          </a>
        )}
        {request.walletUrl !== undefined && (
          <WebWalletLink {...{ link, language }} kind="request" walletUrl={request.walletUrl} />
        )}
      </div>
      {request.purpose !== undefined && (
        <>
          <h2>
            {text.asks}: {purposes[request.purpose].name}
          </h2>
          <p>{purposes[request.purpose].asks}</p>
        </>
      )}
      <p>{text.explain}</p>
      <p>{text.onlyYours}</p>
    </>
  );
}
