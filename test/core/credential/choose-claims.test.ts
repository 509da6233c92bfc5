import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { escoOccupations, escoSkills, sbiSectors } from '../../../contexts/index.ts';
import {
  chooseClaims,
  claimNames,
  PartialClaims,
  parseChoice,
  type Review,
  recordFromClaims,
  type Worker,
  WorkRecord,
} from '../../../core/credential/index.ts';

const worker: Worker = {
  workerId: 'w-1',
  name: 'Samira de Vries',
  birthDate: '1994-06-21',
  nameBasis: 'identity_document',
};
const reviews: readonly Review[] = [
  { gigId: 'g-1', text: 'Altijd op tijd.', month: '2025-04' },
  { gigId: 'g-2', text: 'Fijn contact.', month: '2026-10' },
  { gigId: 'g-3', text: 'Prima.', month: '2026-01' },
];
const record: WorkRecord = {
  gigsCompleted: 214,
  firstGigDate: '2023-03-03',
  lastGigDate: '2026-11-10',
  asOf: '2026-11-10',
  hoursWorked: 702.25,
  hoursByYear: { '2026': 502.25, '2025': 200 },
  clientCount: 38,
  attendance: { attended: 214, agreed: 217 },
  rating: { ratingValue: 4.7, worstRating: 1, bestRating: 5, ratingCount: 163 },
  reviewCount: 3,
  skills: [{ id: 'http://data.europa.eu/esco/skill/821ecf8f-3c2a-4b89-a9f1-b2aa7fb0b625', gigs: 214 }],
  sectors: [{ scheme: 'SBI', version: '2025', code: '96910', gigs: 214, hours: 702.25 }],
};
const choose = (include?: unknown, change: Partial<WorkRecord> = {}) =>
  chooseClaims({
    worker,
    platformName: 'Poetsmaat',
    record: { ...record, ...change },
    reviews,
    choice: parseChoice(include),
  });

describe('the claims that get signed', () => {
  test('are the facts by default, with the official labels and nothing that there is none of', () => {
    const claims = choose();
    expect(Object.keys(claims)).toEqual([
      'name',
      'nameBasis',
      'platform',
      'gigsCompleted',
      'firstGigDate',
      'lastGigDate',
      'asOf',
      'hoursWorked',
      'hoursByYear',
      'clientCount',
      'skills',
      'sectors',
      'generalSkills',
    ]);
    expect(claims.skills).toEqual([
      {
        id: 'http://data.europa.eu/esco/skill/821ecf8f-3c2a-4b89-a9f1-b2aa7fb0b625',
        labelNl: 'schoonmaken',
        labelEn: 'cleaning',
        gigs: 214,
      },
    ]);
    expect(claims.hoursByYear).toEqual([
      { year: '2025', hours: 200 },
      { year: '2026', hours: 502.25 },
    ]);
  });

  test('have only the reviews that were chosen, without the gig or anybody’s name', () => {
    const { reviews: chosen, reviewCount } = choose({ reviews: ['g-2'] });
    expect(chosen).toEqual([
      { reviewBody: 'Fijn contact.', datePublished: '2026-10', reviewerRole: 'client' },
    ]);
    expect(reviewCount).toBe(3);
    expect(choose({ reviews: true }).reviews).toHaveLength(3);
  });

  test('never hold the name when the worker keeps it out, in the general paragraph neither', () => {
    const claims = choose({ name: false });
    expect(JSON.stringify(claims)).not.toContain('Samira');
    expect(claims.generalSkills).toContain('De platformwerker heeft tijdens zijn werk via Poetsmaat getoond');
  });

  test('have the general paragraph word for word', () => {
    expect(choose().generalSkills).toMatch(
      /^Werken via een online platform vergt specifieke skills\. Samira de Vries heeft tijdens zijn werk via Poetsmaat getoond de volgende vaardigheden te bezitten\.\n\nEen platformwerker is flexibel/,
    );
  });

  test('name a sector of another version of SBI by its code, since the same number means something else', () => {
    const sectors = [{ scheme: 'SBI' as const, version: '2008', code: '96910', gigs: 1, hours: 2 }];
    expect(choose(undefined, { sectors }).sectors?.[0]?.labelNl).toBe('SBI 2008, code 96910');
  });

  test('are refused for a worker without completed gigs and for a review that is not there', () => {
    expect(() => choose(undefined, { gigsCompleted: 0 })).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
    expect(() => choose({ reviews: ['g-9'] })).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });
});

const count = fc.integer({ min: 1, max: 5000 });
const hours = fc.integer({ min: 0, max: 500_000 }).map((hundredths) => hundredths / 100);
const date = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const byCodeUnit = (first: string, second: string): number => (first < second ? -1 : first > second ? 1 : 0);

/** Ranked as the record ranks: most gigs first, then by identifier. */
const ranked = <T extends { gigs: number }>(item: fc.Arbitrary<T>, identifier: (item: T) => string) =>
  fc
    .uniqueArray(item, { selector: identifier, minLength: 1, maxLength: 6 })
    .map((list) =>
      list.toSorted(
        (first, second) => second.gigs - first.gigs || byCodeUnit(identifier(first), identifier(second)),
      ),
    );
const concept = (ids: readonly { id: string }[]) =>
  ranked(fc.record({ id: fc.constantFrom(...ids.map(({ id }) => id)), gigs: count }), ({ id }) => id);

const anyRecord: fc.Arbitrary<WorkRecord> = fc.record(
  {
    gigsCompleted: count,
    firstGigDate: date,
    lastGigDate: date,
    asOf: date,
    hoursWorked: hours,
    hoursByYear: fc.dictionary(fc.integer({ min: 2010, max: 2030 }).map(String), hours, { minKeys: 1 }),
    weeksWorked: count,
    clientCount: count,
    attendance: fc.record({ attended: count, agreed: count }),
    rating: fc.record(
      { ratingValue: hours, worstRating: fc.constant(1), bestRating: fc.constant(10), ratingCount: count },
      { requiredKeys: ['worstRating', 'bestRating', 'ratingCount'] },
    ),
    satisfaction: fc.record({ satisfied: count, rated: count }),
    skills: concept(escoSkills),
    occupations: concept(escoOccupations),
    sectors: ranked(
      fc.record({
        scheme: fc.constant('SBI' as const),
        version: fc.constant('2025'),
        code: fc.constantFrom(...sbiSectors.map(({ code }) => code)),
        gigs: count,
        hours,
      }),
      ({ code }) => code,
    ),
    clients: ranked(fc.record({ name: fc.string({ minLength: 1 }), gigs: count }), ({ name }) => name),
  },
  { requiredKeys: ['gigsCompleted', 'firstGigDate', 'lastGigDate', 'asOf'] },
);

describe('claims that were counted and not parsed', () => {
  test('are as the schema would give them, in its order', () => {
    fc.assert(
      fc.property(anyRecord, (given) => {
        const choice = parseChoice(claimNames);
        const claims = chooseClaims({ worker, platformName: 'Poetsmaat', record: given, reviews, choice });
        expect(JSON.stringify(claims)).toBe(JSON.stringify(PartialClaims.parse(claims)));
      }),
    );
  });

  test.each([
    [
      'a skill without a label whose address is too long for one',
      { skills: [{ id: `https://a.example/${'s'.repeat(300)}`, gigs: 1 }] },
    ],
    [
      'a sector of a version that makes its label too long',
      { sectors: [{ scheme: 'SBI' as const, version: 'v'.repeat(300), code: '1', gigs: 1, hours: 1 }] },
    ],
    ['a date beyond the year 9999', { lastGigDate: '+010000-01' }],
  ])('are refused as by the schema with %s', (_, change) => {
    expect(() => choose(undefined, change)).toThrow(z.ZodError);
  });
});

describe('there and back', () => {
  test('the claims of everything tell the same record again, in whatever order a format kept the lists', () => {
    fc.assert(
      fc.property(anyRecord, fc.boolean(), (given, reversed) => {
        const choice = parseChoice(claimNames);
        const claims = chooseClaims({
          worker,
          platformName: 'Poetsmaat',
          record: given,
          reviews: [],
          choice,
        });
        const received = reversed
          ? PartialClaims.parse(
              Object.fromEntries(
                Object.entries(claims).map(([name, value]) => [
                  name,
                  Array.isArray(value) ? value.toReversed() : value,
                ]),
              ),
            )
          : claims;
        const { name, nameBasis, birthDate, platform, generalSkills, ...figures } =
          recordFromClaims(received);
        expect(WorkRecord.parse(figures)).toEqual(given);
        expect({ name, nameBasis, birthDate, platform }).toEqual({
          name: worker.name,
          nameBasis: worker.nameBasis,
          birthDate: worker.birthDate,
          platform: 'Poetsmaat',
        });
        expect(generalSkills).toContain(worker.name);
      }),
    );
  });

  test('claims that were kept back leave no trace in the record', () => {
    fc.assert(
      fc.property(anyRecord, fc.subarray(claimNames), (given, named) => {
        const choice = parseChoice(named);
        const claims = chooseClaims({ worker, platformName: 'Poetsmaat', record: given, reviews, choice });
        for (const name of Object.keys(claims)) expect([...choice.claims]).toContain(name);
        expect(Object.keys(recordFromClaims(claims)).toSorted()).toEqual(Object.keys(claims).toSorted());
      }),
    );
  });
});
