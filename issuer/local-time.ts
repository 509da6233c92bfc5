/**
 * Dutch wall time and instants. The offset is asked of Temporal once per week and then remembered, in a week that ends
 * with another offset than it began with once per day, on such a day once per hour: changes of clock fall on a whole
 * hour in UTC, and are months apart, in Europe/Amsterdam as in all zones that a mapping may name.
 */
import { Temporal } from 'temporal-polyfill';

/** The zone of every date in a work record. */
export const recordZone = 'Europe/Amsterdam';

const hour = 3_600_000;
const day = 24 * hour;
const cacheSize = 200_000;
type Offsets = Map<string, Map<number, number | undefined>>;
type Stretches = { readonly length: number; readonly byZone: Offsets };
const weeks: Stretches = { length: 7 * day, byZone: new Map() };
const days: Stretches = { length: day, byZone: new Map() };
const hoursByZone: Offsets = new Map();

export type LocalDay = {
  /** `2025-03-30`. */
  readonly date: string;
  /** `2025-03`. */
  readonly month: string;
  /** All ISO weeks in a row: two days have the same number when one week holds both. */
  readonly week: number;
};

const daysByNumber = new Map<number, LocalDay>();

/** The local day of an instant in milliseconds since 1970; the same object for the same day. */
export const localDay = (instant: number, zone: string = recordZone): LocalDay => {
  const dayNumber = Math.floor((instant + zoneOffset(instant, zone)) / day);
  const known = daysByNumber.get(dayNumber);
  if (known !== undefined) return known;
  const date = new Date(dayNumber * day).toISOString().slice(0, 10);
  // 1 January 1970 was a Thursday; an ISO week begins on Monday.
  const made = { date, month: date.slice(0, 7), week: Math.floor((dayNumber + 3) / 7) };
  if (daysByNumber.size >= cacheSize) daysByNumber.clear();
  daysByNumber.set(dayNumber, made);
  return made;
};

/** The local date, `2025-03-30`, of an instant in milliseconds since 1970. */
export const localDate = (instant: number, zone: string = recordZone): string => localDay(instant, zone).date;

export type WallInstant = {
  /** Milliseconds since 1970. */
  readonly instant: number;
  /** False when the clock skipped this time, in the night that summer time begins. */
  readonly exists: boolean;
};

/**
 * The instant of a wall time. In the hour that comes twice the earlier instant is meant; a time in the hour that the
 * clock skips is read as if the clock had not yet been moved, so 02:30 as 03:30.
 *
 * @param wall the wall time as if it were UTC, in milliseconds since 1970
 */
export const instantOfWallTime = (wall: number, zone: string = recordZone): WallInstant => {
  const before = zoneOffset(wall - day, zone);
  const after = zoneOffset(wall + day, zone);
  if (before === after) return { instant: wall - before, exists: true };
  const earlier = wall - Math.max(before, after);
  const later = wall - Math.min(before, after);
  if (zoneOffset(earlier, zone) === Math.max(before, after)) return { instant: earlier, exists: true };
  return { instant: later, exists: zoneOffset(later, zone) === Math.min(before, after) };
};

/** True when Temporal knows the time zone by this name. */
export const isTimeZone = (zone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
};

const zoneOffset = (instant: number, zone: string): number =>
  offsetOver(weeks, instant, zone) ?? offsetOver(days, instant, zone) ?? offsetOfHour(instant, zone);

/** The offset of a whole stretch of time in UTC; nothing for one in which the clock changes. */
const offsetOver = ({ length, byZone }: Stretches, instant: number, zone: string): number | undefined => {
  const known = offsetsOf(byZone, zone);
  const stretch = Math.floor(instant / length);
  const offset = known.get(stretch);
  if (offset !== undefined || known.has(stretch)) return offset;
  const first = readOffset(stretch * length, zone);
  const lasts = first === readOffset((stretch + 1) * length - 1, zone) ? first : undefined;
  known.set(stretch, lasts);
  return lasts;
};

const offsetOfHour = (instant: number, zone: string): number => {
  const known = offsetsOf(hoursByZone, zone);
  const bucket = Math.floor(instant / hour);
  const offset = known.get(bucket) ?? readOffset(bucket * hour, zone);
  known.set(bucket, offset);
  return offset;
};

const offsetsOf = (byZone: Offsets, zone: string): Map<number, number | undefined> => {
  const known = byZone.get(zone);
  if (known !== undefined && known.size < cacheSize) return known;
  const fresh = new Map<number, number | undefined>();
  byZone.set(zone, fresh);
  return fresh;
};

const readOffset = (instant: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
