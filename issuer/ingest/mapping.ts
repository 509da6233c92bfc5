/**
 * A mapping says in data, not in code, how a platform's export becomes gig records. The settings are described for
 * people in `examples/mappings/README.md`.
 */
import { z } from 'zod';
import { GigStatus } from '../../core/credential/gig-record.ts';
import { KlusCVError } from '../../core/errors.ts';
import { isTimeZone } from '../local-time.ts';
import { namedFormats } from './parse-moment.ts';

const path = z
  .string()
  .min(1)
  .max(200)
  .describe('a column, or in JSON the members on the way, joined by dots');
const from = { from: path };
const paths = z.union([path, z.array(path).min(1).max(5)]);
const encoding = z.enum(['utf-8', 'windows-1252', 'iso-8859-1', 'iso-8859-15']);
const format = z
  .union([
    z.enum(namedFormats),
    z
      .string()
      .max(40)
      .regex(/^(yyyy|yy|MMM|MM|dd|HH|hh|mm|ss|a|[-/.:, ])+$/),
  ])
  .describe('iso, epoch-milliseconds, epoch-seconds, or a pattern of yyyy MM dd HH mm ss');
const fixedOrFrom = z
  .union([z.string().min(1), z.strictObject(from)])
  .describe('a fixed text, or where to read it');

const columns = z
  .array(path)
  .min(1)
  .max(500)
  .optional()
  .describe('their usual order, for a file without a header');

const File = z.discriminatedUnion('format', [
  z.strictObject({
    format: z.literal('csv'),
    encoding,
    delimiter: z.enum([',', ';', '\t', '|']),
    columns,
  }),
  z.strictObject({ format: z.literal('tsv'), encoding, columns }),
  z.strictObject({ format: z.literal('ndjson'), encoding }),
  z.strictObject({
    format: z.literal('json'),
    encoding,
    records: z
      .string()
      .regex(/^[^.[\]]*(\.[^.[\]]+)*\[\](\.[^.[\]]+(\.[^.[\]]+)*\[\])?$/)
      .describe('where the gigs stand, such as sitters[].bookings[]'),
  }),
]);

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .optional()
  .describe('stands in where the file has no more than a date; the hour is shown nowhere');
const moment = z.strictObject({ from: paths, format, timeOfDay });

/** A word that the platform's employee has not said the meaning of yet; lines with it are refused. */
export const undecided = '?';

const skillUri = z
  .string()
  .regex(/^http:\/\/data\.europa\.eu\/esco\/skill\/[0-9a-f-]{36}$/, 'must be the address of an ESCO skill');

const Rating = z.union([
  z.strictObject({
    ...from,
    recent: z
      .int()
      .min(5)
      .max(1000)
      .optional()
      .describe('where the platform itself shows a mean over the last so many marks'),
    worst: z.number(),
    best: z.number(),
    step: z.number().positive().optional().describe('0.5 where halves are the smallest step'),
    bestFrom: path.optional().describe('where each record repeats the best mark; another one is refused'),
  }),
  z.strictObject({ ...from, satisfied: z.record(z.string(), z.boolean()) }),
]);

const parameter = z.string().regex(/^[\w.[\]-]{1,100}$/);
const Source = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .describe("the platform's own endpoint, which answers with a page of gigs in the form of `file`"),
  keyFrom: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,99}$/)
    .optional()
    .describe('the environment variable that holds the key, sent as Bearer'),
  cursor: z
    .union([
      z.strictObject({ parameter, from: path }),
      z.strictObject({ parameter, header: z.string().regex(/^[\w-]{1,100}$/) }),
    ])
    .optional()
    .describe('how the next page is asked for, and where an answer says where it begins'),
  updatedSince: z
    .strictObject({ parameter, format: z.enum(namedFormats).default('iso') })
    .optional()
    .describe('how only what changed since the last run is asked for'),
  everyMinutes: z.int().min(1).max(10_080).default(60),
});

export const Mapping = z.strictObject({
  platform: z.string().min(1).max(200),
  description: z.string().max(2000).optional(),
  file: File,
  decimalMark: z.enum(['.', ',']).default('.'),
  zone: z
    .string()
    .refine(isTimeZone, 'is not a time zone')
    .default('Europe/Amsterdam')
    .describe('of every time that stands without an offset'),
  source: Source.optional(),
  gig: z.strictObject({
    gigId: paths,
    workerId: path,
    workerName: paths.optional().describe('the parts are joined by a space'),
    status: z.union([
      GigStatus,
      z.strictObject({
        ...from,
        words: z.record(z.string().min(1), z.union([GigStatus, z.literal(undecided)])),
      }),
    ]),
    startedAt: moment,
    minutes: z.union([
      z.literal('unknown').describe('the file does not say; then no hours are told'),
      z.strictObject({ ...from, unit: z.enum(['minutes', 'hours', 'seconds', 'duration']) }),
      z.strictObject({ end: z.strictObject({ from: paths, format }), break: path.optional() }),
    ]),
    client: z
      .strictObject({
        id: path,
        name: path.optional(),
        kind: z.union([
          z.enum(['business', 'private']),
          z.strictObject({ ...from, business: z.array(z.string()).min(1) }),
        ]),
      })
      .optional(),
    sector: z.strictObject({ scheme: fixedOrFrom, version: fixedOrFrom, code: fixedOrFrom }).optional(),
    occupation: fixedOrFrom.optional(),
    skills: z
      .strictObject({
        ...from,
        separator: z.string().min(1).optional(),
        table: z
          .record(z.string().min(1).max(500), z.array(skillUri).min(1).max(10))
          .optional()
          .describe("the platform's own categories, each with the ESCO skills that it stands for"),
        describedBy: path.optional().describe('what the gig was about, for suggestions; never kept'),
      })
      .optional(),
    rating: Rating.optional(),
    aspects: z
      .array(
        z.strictObject({ ...from, aspect: z.string().min(1).max(100), worst: z.number(), best: z.number() }),
      )
      .min(1)
      .max(20)
      .optional()
      .describe('marks for parts of the work, such as reliability or communication'),
    compliments: z
      .strictObject({
        ...from,
        separator: z.string().min(1).optional(),
        words: z.record(z.string(), z.string().min(1).max(100)).optional(),
      })
      .optional()
      .describe('kinds of compliments; words says how each is shown'),
    review: z
      .strictObject({ text: path, date: z.strictObject({ from: paths, format }).optional() })
      .optional(),
    updatedAt: moment,
  }),
});
export type Mapping = z.infer<typeof Mapping>;
export type GigMapping = Mapping['gig'];

/**
 * Parses a mapping, as it stands in a JSON file.
 *
 * @throws KlusCVError `invalid_mapping`, naming every setting that is wrong
 */
export const parseMapping = (value: unknown): Mapping => {
  const parsed = Mapping.safeParse(value);
  const problems = parsed.success
    ? findContradictions(parsed.data)
    : parsed.error.issues.map((issue) => describeIssue(issue));
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new KlusCVError('invalid_mapping', `The mapping is not right. ${problems.join('; ')}.`);
};

const describeIssue = (issue: z.core.$ZodIssue, around: readonly PropertyKey[] = []): string => {
  const path = [...around, ...issue.path];
  // Of the forms that a setting may take, the one that the value comes nearest to says most.
  const nested =
    issue.code === 'invalid_union' ? issue.errors.filter((issues) => issues.every(isInside)) : [];
  const details = (nested.length === 0 && issue.code === 'invalid_union' ? issue.errors : nested).flat();
  if (details.length > 0) return details.map((detail) => describeIssue(detail, path)).join(' or ');
  return `${path.join('.') || 'mapping'}: ${issue.message}`;
};

const isInside = (issue: z.core.$ZodIssue): boolean => issue.path.length > 0;

const findContradictions = ({ file, gig, source }: Mapping): string[] => {
  const problems: string[] = [];
  if (source?.cursor !== undefined && 'from' in source.cursor && file.format !== 'json') {
    problems.push('source.cursor.from: only an answer in one JSON document has it; use header');
  }
  if (gig.rating !== undefined && 'worst' in gig.rating && gig.rating.worst >= gig.rating.best) {
    problems.push('gig.rating: worst must be below best');
  }
  if (gig.aspects?.some(({ worst, best }) => worst >= best)) {
    problems.push('gig.aspects: worst must be below best');
  }
  if (isTimeOnly(gig.startedAt.format)) problems.push('gig.startedAt.format: must hold a date');
  if (isTimeOnly(gig.updatedAt.format)) problems.push('gig.updatedAt.format: must hold a date');
  if (!hasTime(gig.startedAt.format) && gig.startedAt.timeOfDay === undefined)
    problems.push('gig.startedAt.format: must hold a time');
  if (!hasTime(gig.updatedAt.format) && gig.updatedAt.timeOfDay === undefined)
    problems.push('gig.updatedAt.format: must hold a time');
  if (gig.review?.date !== undefined && isTimeOnly(gig.review.date.format)) {
    problems.push('gig.review.date.format: must hold a date');
  }
  if (typeof gig.minutes === 'object' && 'end' in gig.minutes && !hasTime(gig.minutes.end.format))
    problems.push('gig.minutes.end.format: must hold a time');
  const words = (typeof gig.status === 'string' ? [] : Object.keys(gig.status.words)).map((word) =>
    word.toLowerCase(),
  );
  if (new Set(words).size !== words.length) problems.push('gig.status.words: a word stands twice');
  if ('columns' in file && file.columns !== undefined && new Set(file.columns).size !== file.columns.length) {
    problems.push('file.columns: a column stands twice');
  }
  return problems;
};

const isNamed = (name: string): boolean => namedFormats.some((named) => named === name);
const isTimeOnly = (pattern: string): boolean =>
  !isNamed(pattern) && !/yy.*MM.*dd|dd.*MM.*yy|MM.*dd.*yy/.test(pattern);
const hasTime = (pattern: string): boolean => isNamed(pattern) || /HH|hh/.test(pattern);
