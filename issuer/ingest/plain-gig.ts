/**
 * Nearly every line is already the record that parsing makes of it, or differs from it only in what is null and in how
 * its times are written. Seeing that takes a fifth of the time that cleaning and parsing in general do. Whatever is not
 * plainly so goes the long way (`parseOwnRecord`), which mends it or says what is wrong; a test holds that both agree.
 */
import { type GigRecord, GigStatus } from '../../core/credential/gig-record.ts';
import { isJsonObject, type JsonObject } from '../../core/strict-json.ts';
import { isPlainText } from './clean-text.ts';

/** The record, or nothing when the line has to be looked at more closely. */
export const readPlainGig = (value: JsonObject): GigRecord | undefined => {
  const line = withoutNulls(value);
  if (!isPlainGig(line)) return undefined;
  const [startedAt, updatedAt] = [writeInstant(line.startedAt), writeInstant(line.updatedAt)];
  return startedAt === line.startedAt && updatedAt === line.updatedAt
    ? line
    : { ...line, startedAt, updatedAt };
};

const withoutNulls = (value: JsonObject): JsonObject => {
  for (const name in value)
    if (value[name] === null)
      return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null));
  return value;
};

type Check = (value: unknown) => boolean;

const text =
  (longest: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= longest && isPlainText(value);

const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

const listOf =
  (check: Check, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length > 0 && value.length <= most && value.every(check);

/** An object with these members, all of them and no other but the optional ones. */
const shape = (members: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}) => {
  const checks = new Map(Object.entries({ ...members, ...optional }));
  const needed = Object.keys(members);
  return (value: unknown): value is JsonObject => {
    if (!isJsonObject(value)) return false;
    for (const name in value) if (checks.get(name)?.(value[name]) !== true) return false;
    return needed.every((name) => value[name] !== undefined);
  };
};

const date =
  '\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))';
/** The 29th of February is left to those who can count years. */
const instant = matching(
  new RegExp(
    `^${date}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{3})?(?:Z|[+-](?:0\\d|1[0-3]):[0-5]\\d)$`,
  ),
);

const writeInstant = (written: string): string => {
  if (written.length === 24) return written;
  return written.length === 20 ? `${written.slice(0, -1)}.000Z` : new Date(written).toISOString();
};

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const skill = matching(new RegExp(`^http://data\\.europa\\.eu/esco/skill/${uuid}$`));
const skills: Check = (value) =>
  listOf(skill, 50)(value) && Array.isArray(value) && new Set(value).size === value.length;

const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const onScale =
  (check: (value: unknown) => value is JsonObject): Check =>
  (mark) => {
    if (!check(mark)) return false;
    const [value, worst, best] = [Number(mark.value), Number(mark.worst), Number(mark.best)];
    return worst < best && value >= worst && value <= best;
  };
const mark = { value: number, worst: number, best: number };
const rating = onScale(shape(mark));
const satisfied = shape({ satisfied: (value) => typeof value === 'boolean' });

const id = text(200);
const checkGig = shape(
  {
    gigId: id,
    workerId: id,
    status: (value) => statuses.has(value),
    startedAt: instant,
    minutes: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1440,
    updatedAt: instant,
  },
  {
    workerName: id,
    client: shape({ id }, { name: id }),
    sector: shape({ scheme: (value) => value === 'SBI', version: id, code: matching(/^\d{2,5}$/) }),
    skills,
    occupation: matching(new RegExp(`^http://data\\.europa\\.eu/esco/occupation/${uuid}$`)),
    rating: (value) => satisfied(value) || rating(value),
    aspects: listOf(onScale(shape({ aspect: text(100), ...mark })), 20),
    compliments: listOf(text(100), 20),
    review: shape({ text: text(5000), date: matching(new RegExp(`^${date}$`)) }),
  },
);
const statuses: ReadonlySet<unknown> = new Set(GigStatus.options);

const isPlainGig = (value: JsonObject): value is GigRecord => checkGig(value);
