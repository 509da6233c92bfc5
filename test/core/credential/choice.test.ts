import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baseClaims, claimNames, offByDefault, parseChoice } from '../../../core/credential/index.ts';
import { KlusCVError } from '../../../core/errors.ts';

const chosen = (include: unknown): string[] => [...parseChoice(include).claims].toSorted();

describe('what the worker chooses', () => {
  test('is all facts and no judgement by default', () => {
    const off: readonly string[] = offByDefault;
    expect(chosen(undefined)).toEqual(claimNames.filter((name) => !off.includes(name)).toSorted());
    expect(chosen({})).toEqual(chosen(undefined));
  });

  test('as a list is the base claims, the name and exactly what is named', () => {
    expect(chosen([])).toEqual([...baseClaims, 'name', 'nameBasis'].toSorted());
    expect(chosen(['rating', 'skills'])).toEqual(
      [...baseClaims, 'name', 'nameBasis', 'rating', 'skills'].toSorted(),
    );
  });

  test('as an object changes the default', () => {
    expect(chosen({ rating: true })).toEqual([...chosen(undefined), 'rating'].toSorted());
    expect(chosen({ hoursByMonth: false })).toEqual(
      chosen(undefined).filter((name) => name !== 'hoursByMonth'),
    );
  });

  test('keeps what the name rests on only beside the name', () => {
    expect(chosen({ name: false })).not.toContain('nameBasis');
    expect(chosen({ name: false, nameBasis: true })).not.toContain('nameBasis');
  });

  test('may be some reviews, and always brings how many there were', () => {
    const choice = parseChoice({ reviews: ['g-1', 'g-2'] });
    expect(choice.reviews).toEqual(['g-1', 'g-2']);
    expect(choice.claims.has('reviewCount')).toBe(true);
    expect(parseChoice({ reviews: true, reviewCount: false }).claims.has('reviewCount')).toBe(true);
    expect(parseChoice({ reviews: [] }).claims.has('reviews')).toBe(false);
  });

  test.each([
    ['a claim that does not exist', ['medal']],
    ['a claim that does not exist, in an object', { medal: true }],
    ['a base claim turned off', { asOf: false }],
    ['a list for a claim that is none of reviews', { skills: ['a'] }],
    ['null', null],
    ['a text', 'rating'],
    ['a member of every object', ['constructor']],
  ])('is refused when it is %s', (_what, include) => {
    expect(() => parseChoice(include)).toThrow(KlusCVError);
  });

  test('never leaves out a base claim and never throws anything but a refusal, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.array(fc.constantFrom(...claimNames))), (include) => {
        try {
          const { claims } = parseChoice(include);
          for (const claim of baseClaims) expect(claims.has(claim)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ name: 'KlusCVError', code: 'invalid_request' });
        }
      }),
    );
  });
});
