/** Which language a page speaks: the address says so (`?lang=en`), else the browser's own list, else Dutch. */
import { type Language, parseLanguage } from '../contexts/index.ts';

/** `search` as in `location.search`; `preferred` as in `navigator.languages`. */
export const preferredLanguage = (search: string, preferred: readonly string[]): Language =>
  parseLanguage([new URLSearchParams(search).get('lang') ?? '', ...preferred].join(','));

/** The query that says the language, other parameters kept: `?lang=en`. */
export function languageSearch(search: string, language: Language): string {
  const query = new URLSearchParams(search);
  query.set('lang', language);
  return `?${query.toString()}`;
}
