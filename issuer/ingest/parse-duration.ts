/** A length of time as people and programs write it. */
import Big from 'big.js';
import { ok } from '../../core/result.ts';
import { type Outcome, quote, refuse } from './refusal.ts';

/** `1:30`, or `01:30:00` with seconds. */
const clock = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:\.0+)?)?$/;
/** `PT1H30M`, ISO 8601 without days. */
const iso = /^PT(?=\d)(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,5})(?:\.\d+)?S)?$/i;
/** `1h 30m`, `2 uur`, `45 min`, `1u30`. */
const words =
  /^(?=\d)(?:(\d{1,3}) ?(?:h|hrs?|hours?|u|uur|uren|std|stunden?)\.?)? ?(?:(\d{1,4}) ?(?:m|mins?|minutes?|minuten|minuut)?\.?)?$/i;

/** @returns minutes, exact; nothing for a blank */
export const parseDuration = (value: unknown, name: string): Outcome<Big | undefined> => {
  if (value === undefined || value === null) return ok(undefined);
  const text = typeof value === 'string' ? value.trim() : String(value);
  if (text === '') return ok(undefined);
  const match = clock.exec(text) ?? iso.exec(text) ?? (/\D/.test(text) ? words.exec(text) : null);
  if (match === null) {
    return refuse('invalid_number', `${name}: ${quote(text)} is no length of time such as 1:30 or 1h 30m.`);
  }
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return ok(
    new Big(hours ?? 0)
      .times(60)
      .plus(minutes ?? 0)
      .plus(new Big(seconds ?? 0).div(60)),
  );
};
