/** A chunk is as large as memory allows, and no worker is left out or taken twice. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { takeChunk } from '../../../issuer/bulk/take-chunk.ts';
import type { CountedWorker } from '../../../store/index.ts';

const some = (counts: readonly number[]): CountedWorker[] =>
  counts.map((gigs, at) => ({ workerId: `W-${at}`, gigs }));

it('holds 250 workers, fewer of busy ones, and one alone who has more gigs than that', () => {
  const listed = some([...Array(300).fill(10), 4_000, 4_000, 4_000, 80_000, 1]);
  const sizes: number[] = [];
  while (listed.length > 0) sizes.push(takeChunk(listed).length);
  expect(sizes).toEqual([250, 52, 1, 1, 1]);
  expect(takeChunk([])).toEqual([]);
});

it('grows smaller towards the end, where the rest is shared', () => {
  const listed = some(Array(1_000).fill(1));
  const sizes: number[] = [];
  while (listed.length > 0) sizes.push(takeChunk(listed, 5).length);
  expect(sizes).toEqual([200, 160, 128, 103, 82, 66, 64, 64, 64, 64, 5]);
});

it('takes each of them once, in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20_000), { maxLength: 600 }), (counts) => {
      const listed = some(counts);
      const taken: string[] = [];
      while (listed.length > 0) {
        const chunk = takeChunk(listed);
        expect(chunk.length).toBeGreaterThan(0);
        taken.push(...chunk);
      }
      expect(taken).toEqual(some(counts).map(({ workerId }) => workerId));
    }),
  );
});
