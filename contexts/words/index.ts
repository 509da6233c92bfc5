/** The words of the project by language. A third language is one more file like `en.ts` and one line here. */
import { en } from './en.ts';
import { nl, type Words } from './nl.ts';

export const languages = ['nl', 'en'] as const;
export type Language = (typeof languages)[number];
export type { Words };

export const words: Readonly<Record<Language, Words>> = { nl, en };

/**
 * Reads a language from anything: a tag such as `en-GB`, an Accept-Language header, nothing at all.
 * The first of ours that is named wins; Dutch where none is.
 */
export const parseLanguage = (value: unknown): Language => {
  if (typeof value !== 'string') return 'nl';
  for (const part of value.slice(0, 500).split(',')) {
    const primary = part.split(';')[0]?.trim().toLowerCase().split('-')[0];
    const language = languages.find((known) => known === primary);
    if (language !== undefined) return language;
  }
  return 'nl';
};
