import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { importParts, poetsmaatFile, poetsmaatLine, refusals, warnings } from './import-bytes.ts';

const windows = (text: string) => iconv.encode(text, 'win1252');
const good = poetsmaatLine();
const other = poetsmaatLine({ klus_id: 'PM-2' });

describe('lines of a CSV file', () => {
  it('may end in CRLF and LF, mixed, with empty lines between, and count as an editor counts', async () => {
    const bad = poetsmaatLine({ klus_id: 'PM-3', status: 'onbekend' });
    const file = poetsmaatFile(`${good}\r\n\n${other}\n;;;;;;;;;;;;;\r\n   `, bad, '\u0000\u0000\u001a');
    const result = await importParts('poetsmaat', [file]);
    expect(result.report).toMatchObject({ accepted: 2, refused: [{ line: 7, code: 'unknown_status' }] });
  });

  it('may end in CR alone, as old spreadsheets write them', async () => {
    const result = await importParts('poetsmaat', [poetsmaatFile(good, other).replaceAll('\r\n', '\r')]);
    expect(result.report).toMatchObject({ accepted: 2, refused: [] });
  });

  it('may lack the last line break', async () => {
    expect((await importParts('poetsmaat', [poetsmaatFile(good, other).trimEnd()])).report.accepted).toBe(2);
  });

  it('hold line breaks, delimiters and doubled quotes inside quotes', async () => {
    const review = '"Snel; zei ze ""top"",\r\nen zorgvuldig."';
    const line = poetsmaatLine({ sterren: '5', recensie: review, recensie_datum: '11-06-2023' });
    const result = await importParts('poetsmaat', [poetsmaatFile(line, poetsmaatLine({ klus_id: '' }))]);
    expect(refusals(result)).toEqual([[4, 'missing_gig_id']]);
    const [gig] = await result.gigs('W-1');
    expect(gig?.review).toEqual({ text: 'Snel; zei ze "top",\nen zorgvuldig.', date: '2023-06-11' });
  });

  it('keep a quote inside a field that does not begin with one', async () => {
    const line = poetsmaatLine({ recensie: 'Buis van 5" gelegd', recensie_datum: '11-06-2023' });
    const [gig] = await (await importParts('poetsmaat', [poetsmaatFile(line)])).gigs('W-1');
    expect(gig?.review?.text).toBe('Buis van 5" gelegd');
  });

  it('are refused for bad quotes alone, and the lines behind them go in', async () => {
    const unclosed = poetsmaatLine({ klus_id: 'PM-3', recensie: '"nooit gesloten' });
    const torn = poetsmaatLine({ klus_id: 'PM-4', recensie: '"zei "top" tegen mij"' });
    const result = await importParts('poetsmaat', [poetsmaatFile(unclosed, good, torn, other)]);
    expect(refusals(result)).toEqual([
      [2, 'bad_quotes'],
      [4, 'bad_quotes'],
    ]);
    expect(result.report.accepted).toBe(2);
  });

  it('are refused when fields are missing or too many, unless the extra ones are blank', async () => {
    const lines = [`${good};;`, other.slice(0, 40), `${poetsmaatLine({ klus_id: 'PM-5' })};extra`];
    const result = await importParts('poetsmaat', [poetsmaatFile(...lines)]);
    expect(result.report.accepted).toBe(1);
    expect(refusals(result)).toEqual([
      [3, 'wrong_column_count'],
      [4, 'wrong_column_count'],
    ]);
  });

  it('are refused when they are endless, without holding them', async () => {
    const huge = poetsmaatLine({ klus_id: 'PM-3', recensie: 'x'.repeat(6_000_000) });
    const result = await importParts('poetsmaat', [poetsmaatFile(good, huge, other)]);
    expect(refusals(result)).toEqual([[3, 'too_long']]);
    expect(result.report.accepted).toBe(2);
  });
});

describe('the header of a CSV file', () => {
  const header = poetsmaatFile().trimEnd().split(';');
  const cells = (line: string) => line.split(';');

  it('may have its columns in another order, more of them, and other capitals', async () => {
    const reversed = [...header].reverse().map((name) => name.toUpperCase());
    const file = `extra;${reversed.join(';')};\n9;${cells(good).reverse().join(';')};\n`;
    const { report } = await importParts('poetsmaat', [file]);
    expect(report).toMatchObject({ accepted: 1, refused: [] });
  });

  it('may begin with a byte order mark and the line that spreadsheets put first', async () => {
    const file = Buffer.concat([
      Buffer.from('\uFEFFsep=;\r\n'),
      Buffer.from(poetsmaatFile(poetsmaatLine({ voornaam: 'Zoë' }))),
    ]);
    const result = await importParts('poetsmaat', [file]);
    expect((await result.gigs('W-1'))[0]?.workerName).toBe('Zoë Peters');
  });

  it('is passed over when it comes again, as in files that were put one behind the other', async () => {
    const result = await importParts('poetsmaat', [poetsmaatFile(good) + poetsmaatFile(other)]);
    expect(result.report).toMatchObject({ accepted: 2, refused: [] });
  });

  it('may do without columns that no gig record needs', async () => {
    const keep = header.map((name) => !name.startsWith('recensie') && name !== 'sterren');
    const without = (line: string) =>
      cells(line)
        .filter((_, index) => keep[index])
        .join(';');
    const result = await importParts('poetsmaat', [`${without(header.join(';'))}\n${without(good)}\n`]);
    expect(result.report).toMatchObject({ accepted: 1, refused: [] });
  });

  it('stops the import, by name, when a column is missing or stands twice', async () => {
    const missing = await importParts('poetsmaat', [poetsmaatFile(good).replace('klus_id', 'nummer')]);
    expect(missing.report.refused).toMatchObject([
      { line: 1, code: 'missing_column', message: 'The header lacks: klus_id.' },
    ]);
    const twice = await importParts('poetsmaat', [poetsmaatFile(good).replace('recensie_datum', 'klus_id')]);
    expect(refusals(twice)).toEqual([[1, 'duplicate_column']]);
  });

  it('is missed in an empty file', async () => {
    expect(refusals(await importParts('poetsmaat', ['']))).toEqual([[1, 'empty_file']]);
    expect(refusals(await importParts('poetsmaat', ['\r\n\r\n']))).toEqual([[1, 'empty_file']]);
  });
});

describe('characters', () => {
  it('are read as Windows-1252, the signs between 80 and 9F too', async () => {
    const line = poetsmaatLine({
      voornaam: 'Raúl',
      achternaam: 'D’Angelo',
      recensie: 'Uitstekend — 5 €',
      recensie_datum: '11-06-2023',
    });
    const result = await importParts('poetsmaat', [windows(poetsmaatFile(line))], { chunkSize: 7 });
    const [gig] = await result.gigs('W-1');
    expect([gig?.workerName, gig?.review?.text]).toEqual(['Raúl D’Angelo', 'Uitstekend — 5 €']);
    expect(result.report.warnings).toEqual([]);
  });

  it('that a code page has damaged in a name are warned of, once per worker', async () => {
    const lines = [
      poetsmaatLine({ achternaam: '?ahin' }),
      poetsmaatLine({ klus_id: 'PM-2', achternaam: '?ahin' }),
      poetsmaatLine({ klus_id: 'PM-3', werker_id: 'W-2', voornaam: 'ZoÃ«' }),
      poetsmaatLine({ klus_id: 'PM-4', werker_id: 'W-3', achternaam: 'Ångström' }),
    ];
    const result = await importParts('poetsmaat', [windows(poetsmaatFile(...lines))]);
    expect(warnings(result)).toEqual([
      [2, 'damaged_name'],
      [4, 'damaged_name'],
    ]);
    expect(JSON.stringify(result.report)).not.toContain('ahin');
  });

  it('that control a terminal, a page or the reading direction never get in', async () => {
    const line = poetsmaatLine({
      voornaam: 'D\u0000a\u001ban\t',
      achternaam: '\u202eregnaD',
      recensie: 'Top\u0000\u0007!',
      recensie_datum: '11-06-2023',
    });
    const result = await importParts('poetsmaat', [`\uFEFF${poetsmaatFile(line)}`]);
    const [gig] = await result.gigs('W-1');
    expect([gig?.workerName, gig?.review?.text]).toEqual(['Daan regnaD', 'Top!']);
  });
});
