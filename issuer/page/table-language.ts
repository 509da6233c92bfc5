/** The tables of skills, occupations and sectors have labels in Dutch and English only: elsewhere a label says which. */
import { type Language, tableLanguage, type WorkerLanguage } from '../../contexts/index.ts';

const fromTables: ReadonlySet<string> = new Set(['skills', 'occupations', 'sectors']);

/** The language of a figure's value where that is not the page's own. */
export function tableLanguageOf(figure: string, language: WorkerLanguage): Language | undefined {
  const inTable = tableLanguage[language];
  return fromTables.has(figure) && inTable !== language ? inTable : undefined;
}
