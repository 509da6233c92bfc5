import { type WorkerLanguage, words } from '../contexts/index.ts';

/**
 * The way into a web wallet. The link stands in its fragment, which reaches no server's log: an offer is a key to
 * somebody's record.
 */
export function WebWalletLink(props: {
  readonly walletUrl: string;
  readonly kind: 'offer' | 'request';
  readonly link: string;
  readonly language: WorkerLanguage;
}) {
  const { ui } = words[props.language];
  return (
    <a
      class="button secondary"
      href={`${props.walletUrl}/#${props.kind}=${encodeURIComponent(props.link)}`}
      target="_blank"
      rel="noopener noreferrer"
    >
      {ui.webWallet}
    </a>
  );
}
