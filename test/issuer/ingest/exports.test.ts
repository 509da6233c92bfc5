import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkRecord } from '../../../core/credential/work-record.ts';
import { loadWorkRecord } from '../../../issuer/aggregate/index.ts';
import type { Store } from '../../../store/index.ts';
import { exampleFile, importParts, type Platform, readExample } from './import-bytes.ts';

const platforms = Object.keys(exampleFile) as Platform[];
const fileOf = (platform: Platform) => readExample(`exports/${exampleFile[platform]}`);

/** As the expected records are written: with the name, and sectors by their code alone. */
const asExpected = (name: string, { asOf: _asOf, sectors, ...record }: WorkRecord): unknown => ({
  name,
  ...record,
  ...(sectors === undefined
    ? {}
    : { sectors: sectors.map(({ code, gigs, hours }) => ({ code, gigs, hours })) }),
});

const loadAll = async (store: Store) => {
  const records = new Map<string, unknown>();
  for (const { workerId } of await store.workers.listWorkers({ limit: 1000 })) {
    const loaded = await loadWorkRecord(store, workerId);
    if (loaded !== undefined) records.set(workerId, asExpected(loaded.worker.name, loaded.record));
  }
  return records;
};

const loadExpected = (platform: Platform) => {
  const expected = JSON.parse(readExample(`exports/expected/${platform}.json`).toString()) as Record<
    string,
    object
  >;
  return new Map(Object.entries(expected));
};

describe.each(platforms)('the export of %s', (platform) => {
  it('gives every work record to the digit, and refuses nothing', async () => {
    const { report, store } = await importParts(platform, [fileOf(platform)]);
    expect(report.refused).toEqual([]);
    const records = await loadAll(store);
    for (const [workerId, expected] of loadExpected(platform)) {
      // Of a worker without any gig, only a file that is nested by worker can tell.
      const isUnknown =
        platform !== 'oppasbos' && 'gigsCompleted' in expected && expected.gigsCompleted === 0;
      if (!isUnknown || records.has(workerId)) expect(records.get(workerId), workerId).toEqual(expected);
    }
    await store.close();
  });

  it('changes nothing when it comes a second time', async () => {
    const file = fileOf(platform);
    const { report, store } = await importParts(platform, [file, file]);
    expect(report).toMatchObject({ accepted: 0, corrected: 0, refused: [] });
    await store.close();
  });

  it('gives the same whatever the size of the pieces in which it arrives', async () => {
    const file = fileOf(platform).subarray(0, 150_000);
    const whole = await importParts(platform, [file]);
    const pieces = await importParts(platform, [file], { chunkSize: 997 });
    expect(pieces.report).toEqual(whole.report);
    expect(await loadAll(pieces.store)).toEqual(await loadAll(whole.store));
  });
});

describe('the order of lines', () => {
  const [header = '', ...lines] = fileOf('schapscan').toString().trimEnd().split('\r\n').slice(0, 300);

  it('never matters, nor does cutting the file in two', async () => {
    const straight = await loadAll((await importParts('schapscan', [[header, ...lines].join('\n')])).store);
    const shuffles = fc.shuffledSubarray(lines, { minLength: lines.length });
    await fc.assert(
      fc.asyncProperty(shuffles, fc.nat(lines.length), async (shuffled, cut) => {
        const parts = [shuffled.slice(0, cut), shuffled.slice(cut)];
        const { store } = await importParts(
          'schapscan',
          parts.map((part) => [header, ...part].join('\n')),
        );
        expect(await loadAll(store)).toEqual(straight);
        await store.close();
      }),
      { numRuns: 15 },
    );
  });

  it('does not matter for the second half of a file that was cut below its header', async () => {
    const straight = await loadAll((await importParts('schapscan', [[header, ...lines].join('\n')])).store);
    const parts = [[header, ...lines.slice(0, 100)].join('\n'), lines.slice(100).join('\n')];
    const { store, report } = await importParts('schapscan', parts);
    expect(report.refused).toEqual([]);
    expect(await loadAll(store)).toEqual(straight);
  });
});
