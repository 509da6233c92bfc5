/** What comes at once is done together, and nobody can tell. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KlusCVError } from '../../core/errors.ts';
import type { NewCredential, Store } from '../../store/index.ts';
import { joinCalls } from '../../store/join-calls.ts';
import { engines } from './engines.ts';

const now = new Date('2026-11-22T09:00:00Z');
const later = new Date('2031-11-22T09:00:00Z');

describe('calls that are joined', () => {
  /** Work that waits to be let on, and tells what it was given. */
  const slowly = (doAll: (items: readonly number[]) => readonly string[]) => {
    const rounds: number[][] = [];
    const call = joinCalls(async (items: readonly number[]) => {
      rounds.push([...items]);
      await new Promise((resolve) => setImmediate(resolve));
      return doAll(items);
    });
    return { rounds, call };
  };
  const outcomes = async (calls: readonly Promise<string>[]): Promise<readonly string[]> =>
    (await Promise.allSettled(calls)).map((end) =>
      end.status === 'fulfilled' ? end.value : String(end.reason?.message),
    );

  it('go together when they come while one is underway, in their order, no more than a hundred', async () => {
    const { rounds, call } = slowly((items) => items.map((item) => `of ${item}`));
    const numbers = Array.from({ length: 250 }, (_, at) => at);
    expect(await outcomes(numbers.map(call))).toEqual(numbers.map((item) => `of ${item}`));
    expect(rounds.map(({ length }) => length)).toEqual([1, 100, 100, 49]);
    expect(rounds.flat()).toEqual(numbers);
    expect(await call(7)).toBe('of 7');
  });

  it('fail by their own fault alone', async () => {
    const { rounds, call } = slowly((items) => {
      if (items.includes(3)) throw new Error('three');
      return items.map(String);
    });
    expect(await outcomes([0, 1, 3, 5].map(call))).toEqual(['0', '1', 'three', '5']);
    expect(rounds).toEqual([[0], [1, 3, 5], [1], [3], [5]]);
    expect(await call(6)).toBe('6');
  });

  it('are not tried again when it is not known what came of them', async () => {
    const { rounds, call } = slowly(() => {
      throw new KlusCVError('unavailable');
    });
    const ends = await Promise.allSettled([0, 1, 2].map(call));
    expect(ends.map((end) => end.status === 'rejected' && end.reason.code)).toEqual(
      Array.from({ length: 3 }, () => 'unavailable'),
    );
    expect(rounds).toEqual([[0], [1, 2]]);
  });

  it('never go without an answer', async () => {
    const { call } = slowly((items) => items.slice(1).map(String));
    await expect(call(1)).rejects.toThrow('fewer results');
  });
});

describe.each(engines())('on $name', ({ open }) => {
  let store: Store;
  let run = 0;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  it('places are taken once, all that are free and wanted, and no more than the limit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(15), { maxLength: 6 }),
        fc.array(fc.array(fc.nat(15), { maxLength: 8 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 16 }),
        async (decoys, rounds, limit) => {
          run += 1;
          const list = run;
          await store.statusLists.openList(
            list,
            16,
            decoys.map((index) => ({ index, status: 'active' })),
          );
          const given = (
            await Promise.all(rounds.map((round) => store.statusLists.takeIndexes(list, round, limit)))
          ).flat();
          const used = new Set([...decoys, ...given]);
          expect(used.size).toBe(decoys.length + given.length);
          expect(given.length === 0 || used.size <= limit).toBe(true);
          const wanted = new Set(rounds.flat());
          expect(given.every((index) => wanted.has(index))).toBe(true);
          // With room for all of them everybody gets what was still free.
          if (limit >= 16) expect(used).toEqual(new Set([...decoys, ...wanted]));
          const fill = (await store.statusLists.listFills()).find((one) => one.list === list);
          expect(fill?.used).toBe(used.size);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('credentials stored together say the same of each other as one after the other', async () => {
    const issue = fc.record({ worker: fc.nat(2), figures: fc.constantFrom('a', 'b', 'c') });
    const rounds = fc.array(fc.array(issue, { maxLength: 6 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(rounds, async (issued) => {
        run += 1;
        const list = run;
        await store.statusLists.openList(list, 64, []);
        const told = async (
          way: string,
          storeRound: (credentials: readonly NewCredential[]) => Promise<void>,
        ) => {
          let last = way === 'together' ? 0 : 32;
          const workerOf = (worker: number): string => `${run}-${way}-${worker}`;
          for (const round of issued) {
            const credentials: NewCredential[] = [];
            for (const { worker, figures } of round) {
              last += 1;
              await store.statusLists.takeIndexes(list, [last], 64);
              credentials.push({
                // In the order of their names, as they are listed.
                credentialId: `${run}-${way}-${String(last).padStart(2, '0')}`,
                workerId: workerOf(worker),
                configuration: 'kluscv-ldp',
                issuedAt: now,
                validUntil: later,
                include: undefined,
                statusIndex: { list, index: last },
                recordHash: figures,
              });
            }
            await storeRound(credentials);
          }
          const listed = [0, 1, 2].map((worker) => store.credentials.listCredentials(workerOf(worker)));
          return (await Promise.all(listed)).map((credentials) => credentials.map(({ newer }) => newer));
        };
        const together = await told('together', store.credentials.storeCredentials);
        const alone = await told('alone', async (credentials) => {
          for (const credential of credentials) await store.credentials.storeCredential(credential);
        });
        expect(together).toEqual(alone);
        expect(together.flat()).toHaveLength(issued.flat().length);
      }),
      { numRuns: 30 },
    );
  });
});
