/** An import that breaks off, on whichever side: what went in stays, nothing goes on behind it, and the next run completes it. */
import { expect, it } from 'vitest';
import { type IngestOptions, ingest, ownForm } from '../../../issuer/ingest/index.ts';
import { openStore } from '../../../store/index.ts';
import { now } from './import-bytes.ts';

const lines = 7_000;

/** One worker's gigs, and after so many of them an error. */
async function* fileThatBreaks(after: number): AsyncGenerator<Uint8Array> {
  for (let first = 0; first < lines; first += 100) {
    if (first >= after) throw new Error('The line went dead.');
    const gigs = Array.from({ length: 100 }, (_, at) => ({
      gigId: `G-${first + at}`,
      workerId: 'W-1',
      status: 'completed',
      startedAt: '2025-05-01T09:00:00Z',
      minutes: 60,
      updatedAt: '2025-05-01T12:00:00Z',
    }));
    yield Buffer.from(gigs.map((gig) => `${JSON.stringify(gig)}\n`).join(''));
  }
}

/** How many go in together. */
const batch = 2_000;

it('a file that ends with an error leaves whole batches, and nothing goes on behind the error', async () => {
  const store = await openStore('sqlite::memory:');
  const underway = { now: 0 };
  const counted: IngestOptions['store'] = {
    transact: async (change) => {
      underway.now += 1;
      return store.transact(change).finally(() => {
        underway.now -= 1;
      });
    },
  };
  const broken = ingest({ source: fileThatBreaks(5_000), store: counted, mapping: ownForm, now });
  await expect(broken).rejects.toThrow('The line went dead.');
  expect(underway.now).toBe(0);
  expect(await store.gigs.loadByWorker('W-1')).toHaveLength(2 * batch);
  const again = await ingest({ source: fileThatBreaks(lines), store, mapping: ownForm, now });
  expect(again).toMatchObject({ accepted: lines - 2 * batch, unchanged: 2 * batch, refused: [] });
  await store.close();
});

it.each([2, 4])(
  'when batch %i cannot be stored, the import says so and stores no further one',
  async (failing) => {
    const store = await openStore('sqlite::memory:');
    let begun = 0;
    const told: number[] = [];
    const failingStore: IngestOptions['store'] = {
      transact: async (change) => {
        begun += 1;
        if (begun === failing) throw new Error('The disk is full.');
        return store.transact(change);
      },
    };
    const broken = ingest({
      source: fileThatBreaks(lines),
      store: failingStore,
      mapping: ownForm,
      now,
      onProgress: ({ records }) => told.push(records),
    });
    await expect(broken).rejects.toThrow('The disk is full.');
    expect(begun).toBe(failing);
    expect(told).toEqual([batch, 2 * batch, 3 * batch].slice(0, failing - 1));
    expect(await store.gigs.loadByWorker('W-1')).toHaveLength((failing - 1) * batch);
    await store.close();
  },
);
