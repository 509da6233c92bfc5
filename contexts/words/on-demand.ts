/**
 * The same door as `index.ts`, for the build of the worker's page: only what that page says, and only in the language
 * that it speaks. On a cheap phone the words of other pages and languages are not worth waiting for.
 */
import { createShelf, type WorkerLanguage } from './languages.ts';
import type { WorkerWords } from './worker/nl.ts';

export type { Language, WorkerLanguage } from './languages.ts';
export {
  languageNames,
  languages,
  notProofread,
  parseLanguage,
  tableLanguage,
  workerLanguages,
} from './languages.ts';
export { generalSkillsNobody, generalSkillsText } from './worker/general-skills.ts';

const shelf = createShelf();

export const words: Readonly<Record<WorkerLanguage, WorkerWords>> = {
  get nl() {
    return shelf.read('nl');
  },
  get en() {
    return shelf.read('en');
  },
  get fr() {
    return shelf.read('fr');
  },
  get de() {
    return shelf.read('de');
  },
};

const load: Readonly<Record<WorkerLanguage, () => Promise<WorkerWords>>> = {
  nl: async () => (await import('./worker/nl.ts')).nl,
  en: async () => (await import('./worker/en.ts')).en,
  fr: async () => (await import('./worker/fr.ts')).fr,
  de: async () => (await import('./worker/de.ts')).de,
};

/** Fetches the words of a language. Rejects when they cannot be had. */
export async function loadWords(language: WorkerLanguage): Promise<void> {
  shelf.store(language, await load[language]());
}
