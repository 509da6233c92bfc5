/**
 * The words by language. Dutch and English are here at once, with all that any page or paper says; French and German
 * have what the worker's page says, and are there after `loadWords`.
 */
import { en } from './en.ts';
import { createShelf, type Language, type WorkerLanguage } from './languages.ts';
import { nl, type Words } from './nl.ts';
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
export type { Words, WorkerWords };

const shelf = createShelf();

export const words: Readonly<Record<Language, Words> & Record<WorkerLanguage, WorkerWords>> = {
  nl,
  en,
  get fr() {
    return shelf.read('fr');
  },
  get de() {
    return shelf.read('de');
  },
};

/** Fetches the words of a language; nothing to do for those that are here. Rejects when they cannot be had. */
export async function loadWords(language: WorkerLanguage): Promise<void> {
  if (language === 'fr') shelf.store('fr', (await import('./worker/fr.ts')).fr);
  if (language === 'de') shelf.store('de', (await import('./worker/de.ts')).de);
}
