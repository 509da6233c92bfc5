/** The languages, by name and tag, without their words. */
import type { WorkerWords } from './worker/nl.ts';

/** Every page, report and paper speaks these. */
export const languages = ['nl', 'en'] as const;
export type Language = (typeof languages)[number];

/** The worker's page speaks these as well. Another one is a file in `worker/` and a line here and in the two indexes. */
export const workerLanguages = ['nl', 'en', 'fr', 'de'] as const;
export type WorkerLanguage = (typeof workerLanguages)[number];

/** Each in its own words, for the switch. */
export const languageNames: Readonly<Record<WorkerLanguage, string>> = {
  nl: 'Nederlands',
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
};

/** Written, and not yet read by somebody who grew up with the language: a page says so. */
export const notProofread: ReadonlySet<WorkerLanguage> = new Set<WorkerLanguage>(['fr', 'de']);

/** In which language the tables of skills, occupations and sectors answer; they have official labels in two. */
export const tableLanguage: Readonly<Record<WorkerLanguage, Language>> = {
  nl: 'nl',
  en: 'en',
  fr: 'en',
  de: 'en',
};

/**
 * Reads a language from anything: a tag such as `en-GB`, an Accept-Language header, nothing at all.
 * The first of the offered ones that is named wins; the first offered where none is.
 */
export function parseLanguage(value: unknown): Language;
export function parseLanguage<Offered extends WorkerLanguage>(
  value: unknown,
  offered: readonly [Offered, ...Offered[]],
): Offered;
export function parseLanguage(
  value: unknown,
  offered: readonly [WorkerLanguage, ...WorkerLanguage[]] = languages,
): WorkerLanguage {
  if (typeof value !== 'string') return offered[0];
  for (const part of value.slice(0, 500).split(',')) {
    const primary = part.split(';')[0]?.trim().toLowerCase().split('-')[0];
    const language = offered.find((known) => known === primary);
    if (language !== undefined) return language;
  }
  return offered[0];
}

/**
 * A shelf for words that come on demand: `read` gives those of a language, `store` puts them there.
 * `read` throws when they were not loaded, which is a mistake in the program.
 */
export function createShelf(): {
  readonly read: (language: WorkerLanguage) => WorkerWords;
  readonly store: (language: WorkerLanguage, words: WorkerWords) => void;
} {
  const shelf = new Map<WorkerLanguage, WorkerWords>();
  return {
    read: (language) => {
      const found = shelf.get(language);
      if (found === undefined) throw new Error(`No words are loaded for ${language}.`);
      return found;
    },
    store: (language, words) => {
      shelf.set(language, words);
    },
  };
}
