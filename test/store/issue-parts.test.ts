/** What runs have signed, in parts, on both engines. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../store/index.ts';
import { engines } from './engines.ts';

const now = new Date('2026-11-22T06:00:00Z');

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

async function storeJob(store: Store, jobId: string): Promise<void> {
  await store.issueJobs.storeJob({
    jobId,
    configuration: 'kluscv-ldp',
    file: '',
    kind: 'stored',
    actor: 'key:1',
    createdAt: now,
  });
}

/** All parts of a run, in the order in which they are given out. */
async function read(store: Store, jobId: string): Promise<[string, number[]][]> {
  const parts: [string, number[]][] = [];
  for (;;) {
    const part = await store.issueParts.loadNextPart(jobId, parts.at(-1)?.[0]);
    if (part === undefined) return parts;
    parts.push([part.lastWorker, [...part.packed]]);
  }
}

describe.each(engines())('on $name', ({ open }) => {
  it('parts come back byte for byte, in the order of their workers, one run apart from another', async () => {
    const store = await open();
    await storeJob(store, 'J-1');
    await storeJob(store, 'J-2');
    expect(await read(store, 'J-1')).toEqual([]);
    // By code point: capitals first, and é behind z.
    await store.issueParts.storeParts('J-1', [
      { lastWorker: 'a', packed: bytes(0, 255, 0) },
      { lastWorker: 'é', packed: bytes() },
    ]);
    await store.issueParts.storeParts('J-1', [{ lastWorker: 'Z', packed: bytes(31, 139) }]);
    await store.issueParts.storeParts('J-2', [{ lastWorker: 'b', packed: bytes(7) }]);
    expect(await read(store, 'J-1')).toEqual([
      ['Z', [31, 139]],
      ['a', [0, 255, 0]],
      ['é', []],
    ]);
    expect(await read(store, 'J-2')).toEqual([['b', [7]]]);
    await store.close();
  });

  it('a part of a megabyte is kept, and the same part of a run never twice', async () => {
    const store = await open();
    await storeJob(store, 'J-1');
    const packed = Uint8Array.from({ length: 1 << 20 }, (_, at) => (at * 7919) % 256);
    await store.issueParts.storeParts('J-1', [{ lastWorker: 'W-1', packed }]);
    const kept = await store.issueParts.loadNextPart('J-1');
    expect(Buffer.compare(kept?.packed ?? bytes(), packed)).toBe(0);
    await expect(
      store.issueParts.storeParts('J-1', [{ lastWorker: 'W-1', packed: bytes(1) }]),
    ).rejects.toThrow();
    await store.close();
  });

  it('parts go in with the step that they belong to, or not at all', async () => {
    const store = await open();
    await storeJob(store, 'J-1');
    await expect(
      store.transact(async (stores) => {
        await stores.issueParts.storeParts('J-1', [{ lastWorker: 'W-1', packed: bytes(1) }]);
        throw new Error('Somebody else is at it.');
      }),
    ).rejects.toThrow('Somebody else is at it.');
    expect(await read(store, 'J-1')).toEqual([]);
    await store.close();
  });

  it('of each run that part is found in which a worker would be, and gives way to a shorter one', async () => {
    const store = await open();
    for (const jobId of ['J-1', 'J-2', 'J-3']) await storeJob(store, jobId);
    const part = (lastWorker: string, value: number) => ({ lastWorker, packed: bytes(value) });
    await store.issueParts.storeParts('J-1', [part('W-20', 1), part('W-40', 2), part('W-60', 3)]);
    await store.issueParts.storeParts('J-2', [part('W-10', 4), part('W-30', 5)]);
    const around = async (workerId: string) =>
      (await store.issueParts.findPartsAround(workerId))
        .map(({ jobId, lastWorker, packed }) => [jobId, lastWorker, ...packed])
        .sort();
    expect(await around('W-25')).toEqual([
      ['J-1', 'W-40', 2],
      ['J-2', 'W-30', 5],
    ]);
    expect(await around('W-40')).toEqual([['J-1', 'W-40', 2]]);
    expect(await around('W-61')).toEqual([]);
    await store.issueParts.replacePart('J-1', 'W-40', part('W-39', 6));
    await store.issueParts.replacePart('J-2', 'W-30', undefined);
    expect(await read(store, 'J-1')).toEqual([
      ['W-20', [1]],
      ['W-39', [6]],
      ['W-60', [3]],
    ]);
    expect(await read(store, 'J-2')).toEqual([['W-10', [4]]]);
    await store.close();
  });

  it('parts are dropped some at a time from the end, and with their run', async () => {
    const store = await open();
    await storeJob(store, 'J-1');
    await storeJob(store, 'J-2');
    const named = (at: number): string => `W-${String(at).padStart(2, '0')}`;
    const parts = Array.from({ length: 40 }, (_, at) => ({ lastWorker: named(at), packed: bytes(at) }));
    await store.issueParts.storeParts('J-1', parts);
    await store.issueParts.storeParts('J-2', parts.slice(0, 2));
    expect(await store.issueParts.dropSomeParts('J-1')).toBe(true);
    const left = await read(store, 'J-1');
    expect(left.length).toBeLessThan(40);
    expect(left).toEqual(
      parts.slice(0, left.length).map(({ lastWorker, packed }) => [lastWorker, [...packed]]),
    );
    while (await store.issueParts.dropSomeParts('J-1'));
    expect(await read(store, 'J-1')).toEqual([]);
    expect(await read(store, 'J-2')).toHaveLength(2);
    await store.issueJobs.dropJob('J-2');
    expect(await read(store, 'J-2')).toEqual([]);
    await store.close();
  });
});
