import { describe, expect, it } from 'vitest';
import { isPart, isSame } from './is-part.ts';
import { createRandom } from './random.ts';
import { fuzz } from './run.ts';

describe('the fuzzer', () => {
  it('finds nothing among mutations of one seed: no exception, and nothing valid that was not signed', async () => {
    const { findings, counts, cases } = await fuzz({
      seed: 20_261_114,
      limit: { milliseconds: 10_000, cases: 300 },
      slowMilliseconds: Number.POSITIVE_INFINITY,
    });
    expect(findings).toEqual([]);
    expect(cases).toBeGreaterThan(50);
    expect(counts.size).toBeGreaterThan(10);
  });

  it('makes the same choices from the same seed', () => {
    const choices = (seed: number) => Array.from({ length: 5 }, () => createRandom(seed).below(1_000));
    expect(choices(1)).toEqual(choices(1));
    expect(choices(1)).not.toEqual(choices(2));
  });
});

describe('a part of a record', () => {
  const whole = {
    name: 'Samira',
    skills: [
      { id: 'a', gigs: 2 },
      { id: 'b', gigs: 1 },
    ],
    rating: { value: 4.7 },
  };

  it.each([
    [{}],
    [{ name: 'Samira' }],
    [{ skills: [{ id: 'b', gigs: 1 }] }],
    [{ skills: [{ gigs: 1 }, { gigs: 2 }] }],
    [whole],
  ])('%j is one', (part) => expect(isPart(part, whole)).toBe(true));

  it.each([
    [{ name: 'Piet' }],
    [{ birthDate: null }],
    [{ skills: [{ id: 'a', gigs: 1 }] }],
    [{ skills: [{ id: 'a' }, { id: 'a' }] }],
    [{ rating: { value: 4.700000000000001 } }],
    [{ rating: [] }],
    [{ constructor: Object }],
  ])('%j is none', (part) => expect(isPart(part, whole)).toBe(false));

  it('is the same only when nothing is left out', () => {
    expect(isSame({ name: 'Samira' }, whole)).toBe(false);
    expect(isSame({ ...whole, skills: whole.skills.toReversed() }, whole)).toBe(true);
  });
});
