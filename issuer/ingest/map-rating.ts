/** A rating on the platform's own scale, or a yes or no. What is outside the scale is refused, never bent. */
import type Big from 'big.js';
import type { GigRating } from '../../core/credential/gig-record.ts';
import { ok } from '../../core/result.ts';
import type { Mapping } from './mapping.ts';
import { parseNumber } from './parse-number.ts';
import { readLine } from './read-text.ts';
import { type Outcome, quote, refuse } from './refusal.ts';
import type { Row } from './row.ts';

export type RatingMapper = (row: Row) => Outcome<GigRating | undefined>;

export const createRatingMapper = ({ gig, decimalMark }: Mapping): RatingMapper => {
  const setting = gig.rating;
  if (setting === undefined) return () => ok(undefined);
  if ('satisfied' in setting) {
    const words = new Map(
      Object.entries(setting.satisfied).map(([word, satisfied]) => [word.toLowerCase(), satisfied]),
    );
    return (row) => mapSatisfied(row, setting.from, words);
  }
  const { from, worst, best, step, bestFrom } = setting;
  return (row) => {
    const value = parseNumber(row.get(from), { name: from, decimalMark });
    if (!value.ok || value.value === undefined) return value.ok ? ok(undefined) : value;
    const scale = `${worst} to ${best}${step === undefined ? '' : ` in steps of ${step}`}`;
    const onScale = value.value.gte(worst) && value.value.lte(best) && isOnStep(value.value, worst, step);
    if (!onScale) {
      return refuse(
        'rating_outside_scale',
        `${from}: ${value.value.toString()} is not on the scale of ${scale}.`,
      );
    }
    if (bestFrom !== undefined) {
      const said = parseNumber(row.get(bestFrom), { name: bestFrom, decimalMark });
      if (!said.ok) return said;
      if (said.value !== undefined && !said.value.eq(best)) {
        return refuse('rating_outside_scale', `${bestFrom}: the scale of this platform is ${scale}.`);
      }
    }
    return ok({ value: value.value.toNumber(), worst, best });
  };
};

const isOnStep = (value: Big, worst: number, step: number | undefined): boolean =>
  step === undefined || value.minus(worst).mod(step).eq(0);

const mapSatisfied = (
  row: Row,
  from: string,
  words: ReadonlyMap<string, boolean>,
): Outcome<GigRating | undefined> => {
  const raw = row.get(from);
  const word = typeof raw === 'boolean' ? ok(String(raw)) : readLine(row, from);
  if (!word.ok || word.value === undefined) return word.ok ? ok(undefined) : word;
  const satisfied = words.get(word.value.toLowerCase());
  if (satisfied === undefined) {
    return refuse(
      'rating_outside_scale',
      `${from}: ${quote(word.value)} is neither of the answers that clients can give.`,
    );
  }
  return ok({ satisfied });
};
