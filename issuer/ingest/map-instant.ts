import { ok } from '../../core/result.ts';
import { instantOfWallTime, localDate } from '../local-time.ts';
import type { Moment, MomentParser } from './parse-moment.ts';
import { createMomentParser } from './parse-moment.ts';
import { nameOf, readJoined } from './read-text.ts';
import { type Outcome, refuse, type Warning } from './refusal.ts';
import type { Row } from './row.ts';

export type MomentField = {
  readonly name: string;
  readonly read: (row: Row) => Outcome<Moment | undefined>;
};

/** Compiles where a moment stands and how it is written into a reader. */
export const createMomentField = (setting: {
  from: string | string[];
  format: string;
  timeOfDay?: string | undefined;
}): MomentField => {
  const parse: MomentParser = createMomentParser(setting.format);
  const name = nameOf(setting.from);
  const time = setting.timeOfDay === undefined ? undefined : toTime(setting.timeOfDay);
  return {
    name,
    read: (row) => {
      const text = readJoined(row, setting.from);
      if (!text.ok || text.value === undefined) return text.ok ? ok(undefined) : text;
      const moment = parse(text.value, name);
      if (!moment.ok || moment.value.kind !== 'date' || time === undefined) return moment;
      return ok({ kind: 'wall', wall: moment.value.wall + time });
    },
  };
};

const toTime = (timeOfDay: string): number => {
  const [hours, minutes] = timeOfDay.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
};

export type MappedInstant = {
  /** Milliseconds since 1970. */
  readonly instant: number;
  /** The wall time where the file gave no offset, as if it were UTC. */
  readonly wall: number | undefined;
};

/** An instant that must be there; wall time without an offset is taken in the mapping's zone. */
export const mapInstant = (
  row: Row,
  field: MomentField,
  zone: string,
  warn: (warning: Warning) => void,
): Outcome<MappedInstant> => {
  const moment = field.read(row);
  if (!moment.ok) return moment;
  if (moment.value === undefined) return refuse('missing_value', `${field.name}: there is nothing here.`);
  if (moment.value.kind === 'instant') return ok({ instant: moment.value.instant, wall: undefined });
  if (moment.value.kind !== 'wall')
    return refuse('invalid_date', `${field.name}: the time of day is missing.`);
  return ok({ instant: resolveWall(moment.value.wall, zone, field.name, warn), wall: moment.value.wall });
};

/** The instant of a wall time, with a warning when the clock skipped it. */
export const resolveWall = (
  wall: number,
  zone: string,
  name: string,
  warn: (warning: Warning) => void,
): number => {
  const { instant, exists } = instantOfWallTime(wall, zone);
  if (!exists) {
    warn({
      code: 'skipped_hour',
      message: `${name}: this time does not exist, the clock went forward; it is read as one hour later.`,
    });
  }
  return instant;
};

/** The local date of a moment; nothing when there is none. */
export const mapDate = (row: Row, field: MomentField): Outcome<string | undefined> => {
  const moment = field.read(row);
  if (!moment.ok) return moment;
  if (moment.value === undefined) return ok(undefined);
  if (moment.value.kind === 'time') return refuse('invalid_date', `${field.name}: the date is missing.`);
  if (moment.value.kind === 'instant') return ok(localDate(moment.value.instant));
  return ok(new Date(moment.value.wall).toISOString().slice(0, 10));
};
