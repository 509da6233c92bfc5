/** Dates and times as files write them, by the format that the mapping names. */
import { ok } from '../../core/result.ts';
import { type Outcome, quote, refuse } from './refusal.ts';

export type Moment =
  /** Milliseconds since 1970. */
  | { readonly kind: 'instant'; readonly instant: number }
  /** A date with a time but no offset, in milliseconds as if it were UTC. */
  | { readonly kind: 'wall'; readonly wall: number }
  /** Midnight of the date, in milliseconds as if it were UTC. */
  | { readonly kind: 'date'; readonly wall: number }
  /** Milliseconds since midnight; 24:00 is the end of the day. */
  | { readonly kind: 'time'; readonly time: number };

/** What a mapping may name, beside patterns made of `yyyy MM dd HH mm ss`. */
export const namedFormats = ['iso', 'epoch-milliseconds', 'epoch-seconds'] as const;

export type MomentParser = (value: unknown, name: string) => Outcome<Moment>;

const day = 86_400_000;
/** No platform is older; a truncated number of milliseconds falls before it. */
const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/**
 * A parser for one format: `iso` (a date, or a date and time, with or without offset), `epoch-milliseconds`,
 * `epoch-seconds`, or a pattern such as `dd-MM-yyyy HH:mm`. It refuses dates that do not exist, such as 31-02.
 */
export const createMomentParser = (format: string): MomentParser => {
  if (format === 'epoch-milliseconds') return (value, name) => parseEpoch(value, name, 1);
  if (format === 'epoch-seconds') return (value, name) => parseEpoch(value, name, 1000);
  const { pattern, parts } = format === 'iso' ? isoPattern : compilePattern(format);
  const places: Places = Object.fromEntries(parts.map((part, index) => [part, index + 1]));
  return (value, name) => {
    const text = typeof value === 'string' ? value.trim() : undefined;
    const match = text === undefined ? null : pattern.exec(text);
    if (match === null) {
      const shape = format === 'iso' ? 'an ISO 8601 date and time' : format;
      return refuse('invalid_date', `${name}: ${quote(value)} is not written as ${shape}.`);
    }
    const moment = toMoment(match, places);
    if (moment === undefined) {
      return refuse('invalid_date', `${name}: ${quote(value)} does not exist on the calendar or the clock.`);
    }
    return checkRange(moment, value, name);
  };
};

type Part = 'yyyy' | 'yy' | 'MMM' | 'hh' | 'a' | 'MM' | 'dd' | 'HH' | 'mm' | 'ss' | 'fraction' | 'offset';

/** In which group of a match a part stands. */
type Places = Readonly<Partial<Record<Part, number>>>;
const partOf = (match: RegExpExecArray, place: number | undefined): string | undefined =>
  place === undefined ? undefined : match[place];

const isoPattern: { pattern: RegExp; parts: Part[] } = {
  pattern:
    /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s?([Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?)?$/,
  parts: ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss', 'fraction', 'offset'],
};

/** Zeros in front may be missing, since spreadsheets drop them; seconds may follow where the pattern has none. */
const compilePattern = (format: string): { pattern: RegExp; parts: Part[] } => {
  const parts: Part[] = [];
  const source = format.replace(/yyyy|yy|MMM|MM|dd|HH|hh|mm|ss|a|[^A-Za-z]/g, (token) => {
    if (!/^[A-Za-z]/.test(token)) return token === ' ' ? '\\s+' : /[/.]/.test(token) ? `\\${token}` : token;
    parts.push(token as Part);
    if (token === 'yyyy') return '(\\d{4})';
    if (token === 'MMM') return '(\\p{L}{3,10})\\.?';
    if (token === 'a') return '([AaPp]\\.?[Mm]\\.?)';
    return /^(yy|mm|ss)$/.test(token) ? '(\\d{2})' : '(\\d{1,2})';
  });
  const seconds = format.endsWith(':mm') ? '(?::(\\d{2}))?' : '';
  if (seconds !== '') parts.push('ss');
  return { pattern: new RegExp(`^${source}${seconds}$`, 'u'), parts };
};

const toMoment = (match: RegExpExecArray, places: Places): Moment | undefined => {
  const hours = partOf(match, places.HH ?? places.hh);
  const time = hours === undefined ? undefined : toTime(match, places, hours);
  if (time === undefined && hours !== undefined) return undefined;
  if (places.yyyy === undefined && places.yy === undefined)
    return time === undefined ? undefined : { kind: 'time', time };
  const year = Number(partOf(match, places.yyyy) ?? 2000 + Number(partOf(match, places.yy)));
  const monthName = partOf(match, places.MMM);
  const month = monthName === undefined ? Number(partOf(match, places.MM)) : monthOf(monthName);
  const date = toDate(year, month, Number(partOf(match, places.dd)));
  if (date === undefined) return undefined;
  if (time === undefined) return { kind: 'date', wall: date };
  const offset = partOf(match, places.offset);
  if (offset === undefined) return { kind: 'wall', wall: date + time };
  const offsetMinutes = toOffsetMinutes(offset);
  return offsetMinutes === undefined
    ? undefined
    : { kind: 'instant', instant: date + time - offsetMinutes * 60_000 };
};

const toDate = (year: number, month: number, dayOfMonth: number): number | undefined => {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth;
  return exists ? date.getTime() : undefined;
};

const toTime = (match: RegExpExecArray, places: Places, written: string): number | undefined => {
  const hours = places.HH === undefined ? toHours(written, partOf(match, places.a)) : Number(written);
  const minutes = Number(partOf(match, places.mm) ?? 0);
  const seconds = Number(partOf(match, places.ss) ?? 0);
  const fraction = partOf(match, places.fraction);
  const milliseconds = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
  if (minutes > 59 || seconds > 59) return undefined;
  const time = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  return time <= day ? time : undefined;
};

/** Of twelve hours and AM or PM. */
const toHours = (written: string, half = ''): number => {
  const hours = Number(written);
  if (hours < 1 || hours > 12) return Number.POSITIVE_INFINITY;
  return (hours % 12) + (/^p/i.test(half) ? 12 : 0);
};

/** Months by the first letters of their names, in Dutch and in English. */
const months = 'jan feb mrt|maa|mar apr mei|may jun jul aug sep okt|oct nov dec'
  .split(' ')
  .map((names) => names.split('|'));
const monthOf = (name: string): number =>
  months.findIndex((names) => names.includes(name.slice(0, 3).toLowerCase())) + 1;

const toOffsetMinutes = (offset: string): number | undefined => {
  if (/^(z|utc|gmt)$/i.test(offset)) return 0;
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  if (hours > 14 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};

const parseEpoch = (value: unknown, name: string, unit: number): Outcome<Moment> => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (!/^\d{1,15}(\.0+)?$/.test(text)) {
    return refuse(
      'invalid_date',
      `${name}: ${quote(value)} is not a whole number of ${unit === 1 ? 'milli' : ''}seconds.`,
    );
  }
  return checkRange({ kind: 'instant', instant: Number(text) * unit }, value, name);
};

const checkRange = (moment: Moment, value: unknown, name: string): Outcome<Moment> => {
  if (moment.kind === 'time') return ok(moment);
  const when = moment.kind === 'instant' ? moment.instant : moment.wall;
  if (when >= earliest && when < latest) return ok(moment);
  return refuse('date_out_of_range', `${name}: ${quote(value)} is not in the years 2000 to 2099.`);
};
