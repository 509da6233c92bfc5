/** Outcomes of many files as CSV (RFC 4180), for a spreadsheet. */
import { type Language, words } from '../../contexts/index.ts';
import type { Checked } from './check-document.ts';
import { outcomeInWords } from './outcome-in-words.ts';

/** A spreadsheet takes what begins so for a formula; the names of files are anybody's. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

const cell = (value: string): string => {
  const harmless = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** A line for each credential, with the codes of the API beside the words; begins with a byte order mark. */
export function createCsv(
  files: readonly string[],
  rows: readonly (Checked | undefined)[],
  language: Language,
): string {
  const { checkPage, ui, verifier } = words[language];
  const { csv } = verifier.table;
  const names = [
    csv.file,
    csv.number,
    csv.outcome,
    csv.meaning,
    csv.issuer,
    csv.kvkNumber,
    csv.validUntil,
    csv.checkedAt,
  ];
  const lines = rows.flatMap((row, index): string[][] => {
    const file = files[index] ?? '';
    if (row === undefined) return [];
    if (!row.ok) {
      const meaning = row.problem === undefined ? checkPage.files.isReport : ui.problems[row.problem];
      return [[file, '', '', meaning, '', '', '', '']];
    }
    return row.report.credentials.map((credential, number) => [
      file,
      String(number + 1),
      credential.outcome,
      outcomeInWords(credential, row.seen, language),
      credential.issuer.name ?? '',
      credential.issuer.kvkNumber ?? '',
      credential.validUntil ?? '',
      row.report.checkedAt,
    ]);
  });
  return `\uFEFF${[names, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('')}`;
}
