/** Minutes worked: what the file says, or end - begin - break in elapsed time, also over a change of clock. */
import Big from 'big.js';
import type { GigStatus } from '../../core/credential/gig-record.ts';
import { ok } from '../../core/result.ts';
import { createMomentField, type MappedInstant, type MomentField, resolveWall } from './map-instant.ts';
import type { Mapping } from './mapping.ts';
import { parseDuration } from './parse-duration.ts';
import { parseNumber } from './parse-number.ts';
import { type Outcome, refuse, type Warning } from './refusal.ts';
import type { Row } from './row.ts';

type Context = {
  readonly status: GigStatus;
  readonly startedAt: MappedInstant;
  readonly warn: (warning: Warning) => void;
};

export type MinutesMapper = (row: Row, context: Context) => Outcome<number>;

const day = 86_400_000;
const longest = 24 * 60;

export const createMinutesMapper = (mapping: Mapping): MinutesMapper => {
  const { decimalMark, zone, gig } = mapping;
  const setting = gig.minutes;
  if (setting === 'unknown') return () => ok(0);
  if (!('end' in setting)) {
    const { from, unit } = setting;
    return (row, { status }) => {
      const value = row.get(from);
      const length =
        unit === 'duration' ? parseDuration(value, from) : parseNumber(value, { name: from, decimalMark });
      if (!length.ok) return length;
      if (length.value === undefined) return missing(from, status);
      return checkMinutes(toMinutes(length.value, unit));
    };
  }
  const end = createMomentField(setting.end);
  const breakColumn = setting.break;
  return (row, context) => {
    const endInstant = mapEnd(row, end, zone, context);
    if (!endInstant.ok) return endInstant;
    if (endInstant.value === undefined) return missing(end.name, context.status);
    const pause =
      breakColumn === undefined
        ? ok(undefined)
        : parseNumber(row.get(breakColumn), { name: breakColumn, decimalMark });
    if (!pause.ok) return pause;
    if (pause.value?.lt(0))
      return refuse('negative_duration', `${breakColumn}: a break cannot be less than nothing.`);
    const elapsed = toElapsed(endInstant.value - context.startedAt.instant);
    return checkMinutes(pause.value === undefined ? elapsed : elapsed.minus(pause.value));
  };
};

const minute = 60_000;
/** Nearly always whole minutes, which need no long division. */
const toElapsed = (milliseconds: number): Big =>
  milliseconds % minute === 0 ? new Big(milliseconds / minute) : new Big(milliseconds).div(minute);

const toMinutes = (length: Big, unit: 'minutes' | 'hours' | 'seconds' | 'duration'): Big => {
  if (unit === 'hours') return length.times(60);
  return unit === 'seconds' ? length.div(60) : length;
};

/** An end without a date is on the day of the begin, or on the next day when it is at or before the begin. */
const mapEnd = (row: Row, end: MomentField, zone: string, context: Context): Outcome<number | undefined> => {
  const moment = end.read(row);
  if (!moment.ok) return moment;
  if (moment.value === undefined) return ok(undefined);
  if (moment.value.kind === 'instant') return ok(moment.value.instant);
  if (moment.value.kind === 'wall') return ok(resolveWall(moment.value.wall, zone, end.name, context.warn));
  const begin = context.startedAt.wall;
  if (moment.value.kind === 'date' || begin === undefined) {
    return refuse('invalid_date', `${end.name}: a date and a time of day are needed here.`);
  }
  const sameDay = Math.floor(begin / day) * day + moment.value.time;
  return ok(resolveWall(sameDay <= begin ? sameDay + day : sameDay, zone, end.name, context.warn));
};

/** Only of work that was done must be known how long it took. */
const missing = (name: string, status: GigStatus): Outcome<number> =>
  status === 'completed' ? refuse('missing_value', `${name}: there is nothing here.`) : ok(0);

const checkMinutes = (minutes: Big): Outcome<number> => {
  if (minutes.lt(0))
    return refuse('negative_duration', 'The gig lasts less than nothing: see begin, end and break.');
  const whole = minutes.round(0, Big.roundHalfUp).toNumber();
  if (whole > longest) return refuse('duration_too_long', 'The gig lasts more than 24 hours.');
  return ok(whole);
};
