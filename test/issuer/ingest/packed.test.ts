/** Packed files, text with tabs, and every refused line. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ingest, parseMapping, type RefusedLine } from '../../../issuer/ingest/index.ts';
import { openStore } from '../../../store/index.ts';
import {
  importParts,
  loadExampleMapping,
  now,
  poetsmaatFile,
  poetsmaatLine,
  readExample,
  refusals,
} from './import-bytes.ts';

describe('a packed file', () => {
  const file = readExample('exports/schapscan.csv');

  it('is read like the file itself, in pieces of any size', async () => {
    const plain = await importParts('schapscan', [file]);
    for (const chunkSize of [1, 65_536]) {
      const packed = await importParts('schapscan', [gzipSync(file)], { chunkSize });
      expect(packed.report).toEqual(plain.report);
    }
  });

  it('that was cut gives what came before, and says so', async () => {
    const packed = gzipSync(file);
    const { report } = await importParts('schapscan', [packed.subarray(0, packed.length / 2)]);
    expect(report.accepted).toBeGreaterThan(500);
    expect(report.refused.at(-1)).toMatchObject({ line: 'file', code: 'truncated' });
  });

  it('that is damaged is no reason to stop in the middle of nowhere', async () => {
    const packed = Buffer.from(gzipSync(file));
    packed.fill(0xff, 200, 300);
    const { report } = await importParts('schapscan', [packed]);
    expect(report.refused.at(-1)).toMatchObject({ line: 'file', code: 'truncated' });
  });

  it('of one byte is a file like any other', async () => {
    expect(refusals(await importParts('schapscan', [Buffer.from([0x1f])]))).toEqual([[1, 'empty_file']]);
  });
});

describe('text with tabs, as a database client writes it', () => {
  const mapping = parseMapping({
    ...loadExampleMapping('poetsmaat'),
    file: { format: 'tsv', encoding: 'utf-8' },
  });
  const toTsv = (file: string): string => file.replaceAll(';', '\t');

  it('has no quotes, and escapes what would break it', async () => {
    const file = toTsv(
      poetsmaatFile(
        poetsmaatLine({ recensie: 'Zo "goed"\\nals\\tnieuw \\\\o/', recensie_datum: '11-06-2023' }),
        poetsmaatLine({ klus_id: 'PM-2', voornaam: '"Daan', sterren: 'NULL', recensie: '\\N' }),
      ),
    );
    const { gigs, report } = await importParts(mapping, [file]);
    expect(report).toMatchObject({ accepted: 2, refused: [] });
    const [first, second] = await gigs('W-1');
    expect(first?.review?.text).toBe('Zo "goed"\nals\tnieuw \\o/');
    expect(second).toMatchObject({ workerName: '"Daan Peters' });
    expect(second).not.toHaveProperty('rating');
    expect(second).not.toHaveProperty('review');
  });

  it('is refused by line where a field is missing', async () => {
    expect(refusals(await importParts(mapping, [toTsv(poetsmaatFile('PM-1;W-1', poetsmaatLine()))]))).toEqual(
      [[2, 'wrong_column_count']],
    );
  });
});

describe('refused lines', () => {
  it('stand in the report up to a thousand, and all of them are handed on', async () => {
    const store = await openStore('sqlite::memory:');
    const all: RefusedLine[] = [];
    const bad = poetsmaatLine({ status: 'weg' });
    const report = await ingest({
      source: (async function* () {
        yield Buffer.from(poetsmaatFile(...Array.from({ length: 1500 }, () => bad)));
      })(),
      mapping: loadExampleMapping('poetsmaat'),
      store,
      now,
      keepRefused: async (refused) => void all.push(...refused),
    });
    expect(report.refused).toHaveLength(1000);
    expect(report.refusedBeyondList).toBe(500);
    expect(all.map(({ line }) => line)).toEqual(Array.from({ length: 1500 }, (_, index) => index + 2));
    await store.close();
  });
});
