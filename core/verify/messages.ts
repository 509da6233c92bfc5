/** The sentences of a report, in every language at once, from the one place where words stand (`contexts/words`). */
import { type Language, type Words, words } from '../../contexts/index.ts';
import type { CheckCode } from './check-codes.ts';
import type { Message } from './report.ts';

/** What was handed in, in place of a KlusCV. */
export type Seen = keyof Words['seen'];

const inEachLanguage = (say: (spoken: Words, language: Language) => string): Message => ({
  nl: say(words.nl, 'nl'),
  en: say(words.en, 'en'),
});

/** The sentence of one check's answer. */
export const checkMessage = (code: CheckCode): Message =>
  inEachLanguage((spoken) => spoken.checks.codes[code]);

/** What we saw in place of a KlusCV; fits behind "We saw:". */
export const seenMessage = (seen: Seen): Message => inEachLanguage((spoken) => spoken.seen[seen]);

/** What was handed in and could not be read: in words, and by its kind, from which a page tells what to try. */
export type ParseFailure = { readonly seen: Message; readonly kind: Seen };

export const parseFailure = (kind: Seen): ParseFailure => ({ seen: seenMessage(kind), kind });
