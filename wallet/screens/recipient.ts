import { type Language, words } from '../../contexts/index.ts';

/** How a recipient is called: by the name on the scheme's list, or as what nobody knows. */
export const recipientName = (name: string | null, language: Language): string =>
  name ?? words[language].wallet.request.unknownRecipient;
