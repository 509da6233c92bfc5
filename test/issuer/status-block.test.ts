/** Places in blocks: a secret order of the whole list, of which nobody outside can see the beginning or the end. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permute, permuteList } from '../../issuer/status/permute-list.ts';
import { createBlockTaker } from '../../issuer/status/take-status-block.ts';
import { fillLimit, listSize, takeStatusIndex } from '../../issuer/status/take-status-index.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.close());

describe('the order of a list', () => {
  it('has every place once, and is the same for the same key', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.integer({ min: 1, max: 400 }),
        (key, size) => {
          const order = permute(key, size);
          expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, index) => index));
          expect(permute(key, size)).toEqual(order);
        },
      ),
    );
  });

  it('is dealt evenly: each of three places comes first about as often', () => {
    const firsts = [0, 0, 0];
    for (let key = 0; key < 3_000; key += 1) {
      const bytes = Buffer.alloc(32);
      bytes.writeUInt32LE(key);
      const first = permute(bytes, 3)[0] ?? 0;
      firsts[first] = (firsts[first] ?? 0) + 1;
    }
    for (const count of firsts) expect(Math.abs(count - 1_000)).toBeLessThan(130);
  });

  it('is another one for another list and for another issuer, and neighbours in it lie apart', () => {
    const key = Buffer.alloc(32, 1);
    const order = permuteList(key, 1, listSize);
    const same = (other: Uint32Array) => order.filter((place, at) => place === other[at]).length;
    // Two orders without anything to do with each other agree in about one place.
    expect(same(permuteList(key, 2, listSize))).toBeLessThan(12);
    expect(same(permuteList(Buffer.alloc(32, 2), 1, listSize))).toBeLessThan(12);
    const near = order.filter((place, at) => Math.abs(place - (order[at + 1] ?? 0)) < 100).length;
    expect(near / listSize).toBeLessThan(0.01);
  });
});

describe('blocks of places', () => {
  it('never meet: not each other, not single places, not decoys, not over two lists', async () => {
    const { store, crypto } = issuer.deps;
    const [one, other] = [createBlockTaker(issuer.deps), createBlockTaker(issuer.deps)];
    const places = (
      await Promise.all([
        one(900),
        other(700),
        one(5),
        takeStatusIndex(store.statusLists, crypto.randomBytes),
      ])
    ).flat();
    for (let taken = 0; taken < fillLimit; taken += 4_000) places.push(...(await one(4_000)));
    const names = places.map(({ list, index }) => `${list} ${index}`);
    expect(new Set(names).size).toBe(names.length);
    const fills = await store.statusLists.listFills();
    expect(fills.length).toBeGreaterThan(1);
    for (const { used } of fills) expect(used).toBeLessThanOrEqual(fillLimit);
    expect(places.every(({ index }) => index >= 0 && index < listSize)).toBe(true);
  });

  it('of a process that was killed are not given out again', async () => {
    const first = await createBlockTaker(issuer.deps)(300);
    const next = await createBlockTaker(issuer.deps)(300);
    const names = [...first, ...next].map(({ list, index }) => `${list} ${index}`);
    expect(new Set(names).size).toBe(600);
  });
});
