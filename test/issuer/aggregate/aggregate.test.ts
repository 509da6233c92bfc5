import Big from 'big.js';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { GigRecord } from '../../../core/credential/gig-record.ts';
import { WorkRecord } from '../../../core/credential/work-record.ts';
import { aggregate, reviewsOf } from '../../../issuer/aggregate/index.ts';

const asOf = '2026-08-31';
const gig = (changes: Partial<GigRecord> = {}): GigRecord => ({
  gigId: 'G-1',
  workerId: 'W-1',
  status: 'completed',
  startedAt: '2025-05-01T08:00:00.000Z',
  minutes: 60,
  updatedAt: '2025-05-01T12:00:00.000Z',
  ...changes,
});
const recordOf = (...gigs: GigRecord[]) => aggregate(gigs, { asOf });

describe('a work record', () => {
  it('of nothing has nothing but its zero and its date', () => {
    expect(recordOf()).toEqual({ gigsCompleted: 0, asOf });
    expect(recordOf(gig({ status: 'scheduled' }), gig({ status: 'cancelled_by_worker' }))).toEqual({
      gigsCompleted: 0,
      asOf,
    });
  });

  it('counts days, months, years and weeks by the Dutch date of the begin', () => {
    const record = recordOf(
      gig({ startedAt: '2024-12-31T23:30:00.000Z', minutes: 90 }),
      gig({ startedAt: '2024-12-29T22:59:00.000Z', minutes: 30 }),
      gig({ startedAt: '2024-12-29T23:00:00.000Z', minutes: 45 }),
    );
    expect(record).toMatchObject({
      firstGigDate: '2024-12-29',
      lastGigDate: '2025-01-01',
      hoursWorked: 2.75,
      hoursByYear: { '2024': 1.25, '2025': 1.5 },
      hoursByMonth: { '2024-12': 1.25, '2025-01': 1.5 },
      // Sunday 29 December; Monday 30 December and 1 January are one ISO week.
      weeksWorked: 2,
    });
  });

  it('rounds hours half up, once', () => {
    expect(recordOf(gig({ minutes: 1 })).hoursWorked).toBe(0.02);
    expect(recordOf(gig({ minutes: 20 }), gig({ minutes: 20 }), gig({ minutes: 20 })).hoursWorked).toBe(1);
    // 3 minutes are exactly 0.05, 63 exactly 1.05; 0.3 minutes do not exist, so half a hundredth never stands alone.
    expect(recordOf(gig({ minutes: 63 })).hoursWorked).toBe(1.05);
  });

  it('has no hours where there were none', () => {
    expect(recordOf(gig({ minutes: 0 }))).toEqual({
      gigsCompleted: 1,
      firstGigDate: '2025-05-01',
      lastGigDate: '2025-05-01',
      asOf,
      weeksWorked: 1,
      attendance: { attended: 1, agreed: 1 },
    });
  });

  it('counts attendance over completed and no-show alone', () => {
    const cancelled = [gig({ status: 'cancelled_by_client' }), gig({ status: 'cancelled_by_worker' })];
    expect(recordOf(gig(), gig({ status: 'no_show' }), ...cancelled).attendance).toEqual({
      attended: 1,
      agreed: 2,
    });
    expect(recordOf(gig({ status: 'no_show' })).attendance).toEqual({ attended: 0, agreed: 1 });
    expect(recordOf(...cancelled).attendance).toBeUndefined();
  });

  const rated = (...values: number[]) => values.map((value) => gig({ rating: { value, worst: 1, best: 5 } }));

  it('has no average below five ratings, only the count', () => {
    expect(recordOf(...rated(5, 5, 5, 5)).rating).toEqual({ worstRating: 1, bestRating: 5, ratingCount: 4 });
    expect(recordOf(...rated(5, 5, 5, 5, 4)).rating).toEqual({
      ratingValue: 4.8,
      worstRating: 1,
      bestRating: 5,
      ratingCount: 5,
    });
  });

  it('rounds the average half up where binary fractions would round down', () => {
    // 8.04 / 8 = 1.005, which as a binary fraction is a little less.
    expect(recordOf(...rated(1.04, 1, 1, 1, 1, 1, 1, 1)).rating?.ratingValue).toBe(1.01);
  });

  it('leaves ratings of gigs that were not completed out', () => {
    const noShow = gig({
      status: 'no_show',
      rating: { value: 1, worst: 1, best: 5 },
      review: { text: 'kwam niet', date: '2025-05-02' },
    });
    const record = recordOf(...rated(5), noShow);
    expect(record.rating?.ratingCount).toBe(1);
    expect(record.reviewCount).toBeUndefined();
  });

  it('never turns satisfaction into stars, nor one scale into another', () => {
    const satisfied = [true, true, false].map((answer) => gig({ rating: { satisfied: answer } }));
    const ofTen = gig({ rating: { value: 9, worst: 1, best: 10 } });
    expect(recordOf(...satisfied, ...rated(5, 4), ofTen)).toMatchObject({
      satisfaction: { satisfied: 2, rated: 3 },
      rating: { worstRating: 1, bestRating: 5, ratingCount: 2 },
    });
  });

  it('sorts lists by gigs, then by code unit', () => {
    const named = (id: string, name: string) => gig({ client: { id, name } });
    const record = recordOf(
      named('1', 'Écht'),
      named('2', 'zaak'),
      named('3', 'Zaak'),
      named('3', 'Zaak'),
      gig({ client: { id: '4' } }),
    );
    expect(record.clientCount).toBe(4);
    expect(record.clients).toEqual([
      { name: 'Zaak', gigs: 2 },
      { name: 'zaak', gigs: 1 },
      { name: 'Écht', gigs: 1 },
    ]);
  });

  it('keeps sectors of two versions apart, and counts hours in each', () => {
    const inSector = (version: string, minutes: number) =>
      gig({ sector: { scheme: 'SBI', version, code: '477' }, minutes });
    expect(recordOf(inSector('2025', 10), inSector('2008', 20), inSector('2025', 10)).sectors).toEqual([
      { scheme: 'SBI', version: '2025', code: '477', gigs: 2, hours: 0.33 },
      { scheme: 'SBI', version: '2008', code: '477', gigs: 1, hours: 0.33 },
    ]);
  });
});

describe('reviews to choose from', () => {
  it('are the newest first, by month, and of completed gigs', () => {
    const review = (gigId: string, date: string) => gig({ gigId, review: { text: `tekst ${gigId}`, date } });
    expect(
      reviewsOf([review('B', '2025-05-02'), review('C', '2025-06-01'), review('A', '2025-05-02')]),
    ).toEqual([
      { gigId: 'C', text: 'tekst C', month: '2025-06' },
      { gigId: 'A', text: 'tekst A', month: '2025-05' },
      { gigId: 'B', text: 'tekst B', month: '2025-05' },
    ]);
  });
});

describe('any gigs at all', () => {
  const anyGig: fc.Arbitrary<GigRecord> = fc
    .record({
      startedAt: fc
        .integer({ min: Date.UTC(2019), max: Date.UTC(2026) })
        .map((time) => new Date(time).toISOString()),
      minutes: fc.integer({ min: 0, max: 1440 }),
      status: fc.constantFrom('completed', 'no_show', 'scheduled'),
      mark: fc.option(fc.integer({ min: 2, max: 20 }).map((half) => half / 2)),
      client: fc.constantFrom('A', 'B', 'C'),
    })
    .map(({ mark, client, status, ...rest }) =>
      GigRecord.parse({
        ...gig(),
        ...rest,
        status,
        client: { id: client, name: `Zaak ${client}` },
        ...(mark === null ? {} : { rating: { value: mark, worst: 1, best: 10 } }),
      }),
    );

  it('give a record of the right form, the same in any order, that agrees with slow arithmetic', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyGig, { maxLength: 40 })
          .chain((gigs) =>
            fc.tuple(fc.constant(gigs), fc.shuffledSubarray(gigs, { minLength: gigs.length })),
          ),
        ([gigs, shuffled]) => {
          const record = WorkRecord.parse(recordOf(...gigs));
          expect(recordOf(...shuffled)).toEqual(record);
          const completed = gigs.filter(({ status }) => status === 'completed');
          const minutes = completed.reduce((sum, { minutes: each }) => sum + each, 0);
          expect(record.hoursWorked ?? 0).toBe(new Big(minutes).div(60).round(2, Big.roundHalfUp).toNumber());
          const weeks = completed.map(({ startedAt }) => {
            const { yearOfWeek, weekOfYear } =
              Temporal.Instant.from(startedAt).toZonedDateTimeISO('Europe/Amsterdam');
            return `${yearOfWeek}-${weekOfYear}`;
          });
          expect(record.weeksWorked ?? 0).toBe(new Set(weeks).size);
          expect((record.clients ?? []).reduce((sum, { gigs: each }) => sum + each, 0)).toBe(
            completed.length,
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('have the mean of their marks exactly, whole ones and others', () => {
    const marks = fc.array(fc.oneof(fc.integer({ min: 0, max: 1_000 }), fc.constantFrom(3.5, 4.25, -1)), {
      minLength: 5,
      maxLength: 60,
    });
    fc.assert(
      fc.property(marks, (values) => {
        const gigs = values.map((value) => gig({ rating: { value, worst: -1, best: 1_000 } }));
        const sum = values.reduce((total, value) => total.plus(value), new Big(0));
        expect(recordOf(...gigs).rating?.ratingValue).toBe(
          sum.div(values.length).round(2, Big.roundHalfUp).toNumber(),
        );
      }),
    );
  });
});
