/**
 * Dutch wall time and instants. The offset is asked of Temporal once per clock hour and then remembered: changes of
 * clock fall on a whole hour in UTC, in Europe/Amsterdam as in all zones that a mapping may name.
 */
import { Temporal } from 'temporal-polyfill';

/** The zone of every date in a work record. */
export const recordZone = 'Europe/Amsterdam';

const hour = 3_600_000;
const day = 24 * hour;
const cacheSize = 200_000;
const offsetsByZone = new Map<string, Map<number, number>>();

const datesByDay = new Map<number, string>();

/** The local date, `2025-03-30`, of an instant in milliseconds since 1970. */
export const localDate = (instant: number, zone: string = recordZone): string => {
  const dayNumber = Math.floor((instant + zoneOffset(instant, zone)) / day);
  const known = datesByDay.get(dayNumber);
  if (known !== undefined) return known;
  const date = new Date(dayNumber * day).toISOString().slice(0, 10);
  if (datesByDay.size >= cacheSize) datesByDay.clear();
  datesByDay.set(dayNumber, date);
  return date;
};

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

const zoneOffset = (instant: number, zone: string): number => {
  const bucket = Math.floor(instant / hour);
  const offsets = offsetsByZone.get(zone) ?? new Map<number, number>();
  const known = offsets.get(bucket);
  if (known !== undefined) return known;
  const zoned = Temporal.Instant.fromEpochMilliseconds(bucket * hour).toZonedDateTimeISO(zone);
  const offset = zoned.offsetNanoseconds / 1e6;
  if (offsets.size >= cacheSize) offsets.clear();
  offsets.set(bucket, offset);
  offsetsByZone.set(zone, offsets);
  return offset;
};
