import { type Language, words } from '../../contexts/index.ts';
import type { WalletState } from '../state.ts';
import { issuerName } from './issuer-name.ts';
import { recipientName } from './recipient.ts';

/** The one heading of the page, which also begins its title. */
export function headingOf({ screen, credentials }: WalletState, language: Language): string {
  const text = words[language].wallet;
  switch (screen.at) {
    case 'loading':
    case 'home':
      return text.title;
    case 'link':
      return screen.for === 'offer' ? text.link.addHeading : text.link.shareHeading;
    case 'offer':
      return text.offer.heading(screen.offer.issuer.name);
    case 'received':
      return text.received.heading;
    case 'credential': {
      const credential = credentials.find(({ bundleId }) => bundleId === screen.bundleId);
      return credential === undefined ? text.title : text.card.heading(issuerName(credential));
    }
    case 'request':
      return text.request.heading(recipientName(screen.request.verifier.name, language));
    case 'done':
      return text.done.title;
    case 'shares':
      return text.shares.heading;
    case 'problem':
      return text.problemHeading;
  }
}
