/** Counts of the audit log are the same however far they were counted before, on both engines. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../store/index.ts';
import { engines } from './engines.ts';

const actors = ['key:1', 'worker', 'wallet', 'cli'] as const;
const configurations = ['kluscv-ldp', 'kluscv-sd-jwt', 'kluscv-ldp'] as const;

/** Entry by entry another actor and another configuration; every fifth is an offer. */
const append = (store: Store, first: number, count: number): Promise<void> =>
  store.transact(async ({ audit }) => {
    for (let begin = first; begin < first + count; begin += 500)
      await audit.appendEntries(
        Array.from({ length: Math.min(500, first + count - begin) }, (_, at) => {
          const turn = begin + at;
          return {
            at: new Date(0),
            actor: actors[turn % 4] ?? 'cli',
            action: turn % 5 === 0 ? 'offer_created' : 'credential_issued',
            details: JSON.stringify({ configuration: configurations[turn % 3] }),
          };
        }),
        () => randomUUID(),
      );
  });

const expected = (count: number) => {
  const turns = Array.from({ length: count }, (_, turn) => turn);
  const uses = (isIt: (turn: number) => boolean) => turns.filter(isIt).length;
  return {
    issued: uses((turn) => turn % 5 !== 0 && turn % 3 !== 1),
    uses: {
      offers: uses((turn) => turn % 5 === 0 && turn % 4 !== 1),
      claims: uses((turn) => turn % 5 !== 0 && turn % 4 === 2),
      downloads: uses((turn) => turn % 5 !== 0 && turn % 4 === 1),
    },
  };
};

const counted = async ({ audit }: Store) => {
  const counts = await audit.countEntries();
  const ofLdp = counts.filter(({ configuration }) => configuration === 'kluscv-ldp');
  return {
    issued: ofLdp.reduce((total, { count }) => total + count, 0),
    uses: await audit.countUses(),
  };
};

describe.each(engines())('counts of the audit log on $name', ({ open }) => {
  it('cover every entry once, however often and by however many they are asked for', async () => {
    const store = await open();
    expect(await counted(store)).toEqual(expected(0));
    let total = 0;
    for (const more of [3, 9_996, 1, 1, 9_999, 25_001]) {
      await append(store, total, more);
      total += more;
      const answers = await Promise.all([counted(store), counted(store), counted(store)]);
      for (const answer of answers) expect(answer, `${total} entries`).toEqual(expected(total));
    }
    await store.close();
  });
});
