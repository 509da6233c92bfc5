/** What a store promises, on both engines: the same calls give the same answers. */
import { describe, expect, it } from 'vitest';
import type { StoredGig } from '../../store/index.ts';
import { engines } from './engines.ts';

const gig = (changes: Partial<StoredGig> = {}): StoredGig => ({
  gigId: 'G-1',
  workerId: 'W-1',
  workerName: 'Eva',
  updatedAt: 2,
  knownAt: 2,
  canonical: '{"gigId":"G-1"}',
  ...changes,
});

describe.each(engines())('the store on $name', ({ open }) => {
  it('shows what is kept before it stores, and moves a gig to another worker', async () => {
    const store = await open();
    await store.gigs.storeChosen(['G-1'], () => [gig()]);
    await store.gigs.storeChosen(['G-1', 'G-2'], (kept) => {
      expect([...kept.values()]).toEqual([{ gigId: 'G-1', updatedAt: 2, canonical: '{"gigId":"G-1"}' }]);
      return [gig({ workerId: 'W-2', updatedAt: 3, knownAt: 3 })];
    });
    expect([await store.gigs.loadByWorker('W-1'), await store.gigs.loadNewestUpdate()]).toEqual([[], 3]);
    await store.close();
  });

  it('knows up to which moment data came in, and does not turn back when it is erased', async () => {
    const store = await open();
    expect(await store.gigs.loadNewestUpdate()).toBeUndefined();
    const three = [
      gig({ knownAt: 5 }),
      gig({ gigId: 'G-2', workerId: 'W-2', knownAt: 9 }),
      gig({ gigId: 'G-3' }),
    ];
    await store.gigs.storeChosen(['G-1', 'G-2', 'G-3'], () => three);
    expect(await store.gigs.loadNewestUpdate()).toBe(9);
    await store.erasure.deleteWorker('W-2');
    expect(await store.gigs.loadNewestUpdate()).toBe(9);
    await store.gigs.storeChosen(['G-1'], () => [gig({ updatedAt: 3, knownAt: 11 })]);
    expect(await store.gigs.loadNewestUpdate()).toBe(11);
    await store.erasure.deleteWorker('W-1');
    await store.gigs.storeChosen(['G-4'], () => [gig({ gigId: 'G-4', knownAt: 1 })]);
    expect(await store.gigs.loadNewestUpdate()).toBe(11);
    await store.close();
  });

  it('stores batches of any size, and finds them again', async () => {
    const store = await open();
    for (const count of [1, 49, 50, 51, 2000]) {
      const ids = Array.from({ length: count }, (_, at) => `${count}-${at}-"é\\\u{1F600}`);
      await store.gigs.storeChosen(ids, () => ids.map((gigId) => gig({ gigId, workerId: `W-${count}` })));
      await store.gigs.storeChosen([...ids, 'nobody'], (kept) => {
        expect(new Set(kept.keys())).toEqual(new Set(ids));
        return [];
      });
      expect(await store.gigs.loadByWorker(`W-${count}`)).toHaveLength(count);
    }
    await store.close();
  });

  it('pages workers by id, those with gigs and those whom only the platform named', async () => {
    const store = await open();
    await store.gigs.storeChosen([], () => [gig()]);
    await store.gigs.storeChosen(['G-1', 'G-2'], () => [
      gig(),
      gig({ gigId: 'G-2', workerId: 'W-3', workerName: undefined }),
    ]);
    await store.workers.storeWorker({
      workerId: 'W-2',
      name: 'Noor',
      nameBasis: 'identity_document',
      birthDate: '1990-01-02',
    });
    const first = await store.workers.listWorkers({ limit: 2 });
    expect(first).toEqual([
      { workerId: 'W-1', name: 'Eva', nameBasis: 'not_checked' },
      { workerId: 'W-2', name: 'Noor', nameBasis: 'identity_document', birthDate: '1990-01-02' },
    ]);
    expect(await store.workers.listWorkers({ after: 'W-2', limit: 2 })).toMatchObject([
      { workerId: 'W-3', name: 'W-3' },
    ]);
    await store.close();
  });

  it('puts the name as checked above the name in any gig', async () => {
    const store = await open();
    await store.gigs.storeChosen(['G-1'], () => [gig()]);
    await store.workers.storeWorker({ workerId: 'W-1', name: 'Eva de Wit', nameBasis: 'identity_document' });
    await store.workers.storeWorker({ workerId: 'W-1', name: 'Eva Şahin', nameBasis: 'identity_document' });
    expect(await store.workers.loadWorker('W-1')).toEqual({
      workerId: 'W-1',
      name: 'Eva Şahin',
      nameBasis: 'identity_document',
    });
    await store.close();
  });

  it('forgets a worker and remembers only the hash', async () => {
    const store = await open();
    await store.gigs.storeChosen(['G-1'], () => [gig()]);
    await store.erasure.deleteWorker('W-1');
    await store.erasure.rememberErased('hash');
    expect(await store.workers.loadWorker('W-1')).toBeUndefined();
    expect([await store.workers.isErased('hash'), await store.workers.isErased('other')]).toEqual([
      true,
      false,
    ]);
    await store.close();
  });
});
