/** Which language a page speaks: the address says so (`?lang=en`), else the browser's own list, else Dutch. */
import { parseLanguage, type WorkerLanguage } from '../contexts/index.ts';

/** `search` as in `location.search`; `preferred` as in `navigator.languages`; `offered` what the page speaks. */
export const preferredLanguage = <Offered extends WorkerLanguage>(
  search: string,
  preferred: readonly string[],
  offered: readonly [Offered, ...Offered[]],
): Offered => parseLanguage([new URLSearchParams(search).get('lang') ?? '', ...preferred].join(','), offered);

/** The query that says the language, other parameters kept: `?lang=en`. */
export function languageSearch(search: string, language: WorkerLanguage): string {
  const query = new URLSearchParams(search);
  query.set('lang', language);
  return `?${query.toString()}`;
}
