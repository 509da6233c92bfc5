/** The short way through a line gives what the long way gives, and the canonical form is that of RFC 8785. */
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GigRecord, GigStatus } from '../../../core/credential/gig-record.ts';
import { canonicalGig } from '../../../issuer/ingest/canonical-gig.ts';
import { parseInFull } from '../../../issuer/ingest/own-form.ts';
import { readPlainGig } from '../../../issuer/ingest/plain-gig.ts';

const words = fc.oneof(
  fc.constantFrom(
    'Eva de Wit',
    'Zoë Şahin',
    'a  b',
    ' a',
    'a ',
    '',
    ' ',
    '?',
    '\u00A0',
    'a\u00ADb',
    'x\ny',
    '\uFFFD',
    '日本',
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('a'.repeat(100), 'a'.repeat(101), 'a'.repeat(200), 'a'.repeat(201)),
);
const two = (most: number) =>
  fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
const days = fc
  .tuple(fc.constantFrom('2024', '2025', '0000', '9999', '1900', '2000'), two(13), two(32))
  .map((parts) => parts.join('-'));
const instants = fc
  .tuple(
    days,
    fc.tuple(two(24), two(60), two(60)).map((parts) => parts.join(':')),
    fc.constantFrom('', '.000', '.123', '.1', '.1234'),
    fc.constantFrom('Z', '+02:00', '-00:00', '+14:00', '-13:59', '', 'z'),
  )
  .map(([day, time, fraction, offset]) => `${day}T${time}${fraction}${offset}`);
const uuids = fc.uuid().chain((uuid) => fc.constantFrom(uuid, uuid.toUpperCase(), 'x'));
const uris = (kind: string) =>
  uuids
    .map((uuid) => `http://data.europa.eu/esco/${kind}/${uuid}`)
    .chain((uri) => fc.constantFrom(uri, `${uri}/`));
const numbers = fc.oneof(fc.constantFrom(0, -0, 1, 5, 2.5, 1440, 1441, -1), fc.double());
const mark = { value: numbers, worst: numbers, best: numbers };
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 8 });
const lists = <T>(values: fc.Arbitrary<T>) => fc.array(values, { maxLength: 3 });

const lines = fc.record(
  {
    gigId: optional(words),
    workerId: words,
    workerName: optional(words),
    status: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...GigStatus.options) }, words),
    startedAt: instants,
    minutes: numbers,
    client: optional(fc.record({ id: words, name: optional(words) }, { requiredKeys: ['id'] })),
    sector: optional(
      fc.record({
        scheme: fc.constantFrom('SBI', 'sbi'),
        version: words,
        code: fc.constantFrom('81210', '8', '8a'),
      }),
    ),
    skills: optional(lists(uris('skill'))),
    occupation: optional(uris('occupation')),
    rating: optional(fc.oneof(fc.record(mark), fc.record({ satisfied: fc.oneof(fc.boolean(), words) }))),
    aspects: optional(lists(fc.record({ aspect: words, ...mark }))),
    compliments: optional(lists(words)),
    review: optional(fc.record({ text: words, date: days })),
    updatedAt: instants,
    other: words,
  },
  { requiredKeys: ['gigId', 'workerId', 'status', 'startedAt', 'minutes', 'updatedAt'] },
);

/** A line of which nearly everything is as it should be. */
const good = {
  gigId: 'G-1',
  workerId: 'W-1',
  status: 'completed',
  startedAt: '2025-05-01T07:00:00.000Z',
  minutes: 90,
  updatedAt: '2025-05-01T12:00:00Z',
};

/** One or two members at a time are odd, so that the others do not hide what becomes of them. */
const nearlyGood = fc.tuple(lines, fc.nat(15), fc.nat(15)).map(([line, one, other]) => {
  const members = Object.entries(line);
  const some = [members[one % members.length], members[other % members.length]];
  return { ...good, ...Object.fromEntries(some.flatMap((each) => (each ? [each] : []))) };
});

const asRead = (line: object) => JSON.parse(JSON.stringify(line));

it('a line that is taken the short way is what the long way makes of it', () => {
  let short = 0;
  const check = (line: object): void => {
    const plain = readPlainGig(asRead(line));
    if (plain === undefined) return;
    short += 1;
    const warnings: unknown[] = [];
    const full = parseInFull(asRead(line), (warning) => warnings.push(warning));
    expect(full).toEqual({ ok: true, value: plain });
    expect(full.ok && canonicalGig(full.value)).toBe(canonicalize(plain));
    expect(warnings).toEqual([]);
    expect(GigRecord.safeParse(plain).success).toBe(true);
  };
  fc.assert(fc.property(lines, check), { numRuns: 500 });
  fc.assert(fc.property(nearlyGood, check), { numRuns: 4000 });
  expect(short).toBeGreaterThan(500);
});

it('an ordinary line goes the short way', () => {
  const whole = {
    ...good,
    workerName: 'Zoë de Wit-Şahin',
    client: { id: 'C-1', name: 'Eethuis De Hoek' },
    sector: { scheme: 'SBI', version: '2025', code: '81210' },
    skills: ['http://data.europa.eu/esco/skill/821ecf8f-3c2a-4b89-a9f1-b2aa7fb0b625'],
    occupation: null,
    rating: { value: 4.5, worst: 1, best: 5 },
    aspects: [{ aspect: 'op tijd', value: 4, worst: 1, best: 5 }],
    compliments: ['vriendelijk'],
    review: { text: 'Netjes gewerkt, en op tijd!', date: '2025-05-02' },
    updatedAt: '2025-05-01T14:00:00+02:00',
  };
  const { occupation: _, ...rest } = whole;
  expect(readPlainGig(whole)).toEqual({ ...rest, updatedAt: '2025-05-01T12:00:00.000Z' });
});

it('the canonical form of a record is that of RFC 8785, whatever the order of its members', () => {
  const records = nearlyGood.map((line) => parseInFull(asRead(line), () => undefined));
  let seen = 0;
  fc.assert(
    fc.property(records, fc.boolean(), (parsed, turned) => {
      if (!parsed.ok) return;
      seen += 1;
      const entries = Object.entries(parsed.value);
      const gig = GigRecord.parse(Object.fromEntries(turned ? entries.toReversed() : entries));
      expect(canonicalGig(gig)).toBe(canonicalize(gig));
    }),
    { numRuns: 3000 },
  );
  expect(seen).toBeGreaterThan(500);
});
