/** Outcomes for a spreadsheet: one line each, and no name of a file that a spreadsheet would take for a formula. */
import { describe, expect, it } from 'vitest';
import { words } from '../../../contexts/index.ts';
import type { Checked, CheckedCredentials } from '../../../verifier/page/check-document.ts';
import { createCsv } from '../../../verifier/page/create-csv.ts';
import { credentialWith, reportOf } from '../../browser/reports.ts';

const checked = (report = reportOf(credentialWith('valid'))): CheckedCredentials => ({
  ok: true,
  report,
  document: '',
  describe: async () => [],
});
const linesOf = (files: readonly string[], rows: readonly (Checked | undefined)[]): string[] =>
  createCsv(files, rows, 'nl').split('\r\n').slice(1, -1);

describe('outcomes as CSV', () => {
  it.each(['=1+1', '+1', '-1', '@sum(a1)', '\t=1', '\r=1', '\n=1', '＝1+1'])('hold %j as a text', (name) => {
    const [line = ''] = linesOf([name], [checked()]);
    expect(line.replace(/^"/, '').startsWith("'")).toBe(true);
  });

  it('quote what would break a line, and begin with a mark for spreadsheets', () => {
    const [line] = linesOf(['a,"b"\n.pdf'], [checked()]);
    expect(line).toMatch(/^"a,""b""\n\.pdf",1,valid,Echt,Poetsmaat,12345678,2031-11-14T00:00:00Z,2026-/);
    expect(createCsv([], [], 'nl').charCodeAt(0)).toBe(0xfeff);
  });

  it('have a line for each credential, for reports and for what was not read, and none for what waits', () => {
    const two = reportOf(credentialWith('revoked'), credentialWith('valid'));
    const rows: (Checked | undefined)[] = [
      checked(two),
      undefined,
      { ok: false, problem: 'too_large' },
      { ok: false, found: { state: 'foreign' } },
      { ...checked(reportOf(credentialWith('malformed'))), seen: 'heic' },
      checked(reportOf(credentialWith('malformed'))),
    ];
    const lines = linesOf(['two', 'waits', 'big', 'report', 'photo', 'degree'], rows);
    expect(lines.map((line) => line.split(',').slice(0, 4).join(','))).toEqual([
      'two,1,revoked,Ingetrokken',
      'two,2,valid,Echt',
      `big,,,${words.nl.ui.problems.too_large}`,
      `report,,,${words.nl.checkPage.files.isReport}`,
      `photo,1,malformed,Niet te lezen: ${words.nl.seen.heic}`,
      `degree,1,malformed,Niet te lezen: Dit is geen KlusCV dat we kunnen lezen. We zagen: ${words.nl.seen.text}.`,
    ]);
  });
});
