/** Marks for parts of the work, and compliments by kind; both only where the platform has them. */
import type { GigRecord } from '../../core/credential/gig-record.ts';
import { ok } from '../../core/result.ts';
import { cleanLine, isBlank } from './clean-text.ts';
import type { Mapping } from './mapping.ts';
import { parseNumber } from './parse-number.ts';
import { type Outcome, refuse } from './refusal.ts';
import type { Row } from './row.ts';

/** The aspects that this gig has a mark for; a mark outside its scale is refused, never bent. */
export const mapAspects = (row: Row, { gig, decimalMark }: Mapping): Outcome<GigRecord['aspects']> => {
  const marks: NonNullable<GigRecord['aspects']> = [];
  for (const { from, aspect, worst, best } of gig.aspects ?? []) {
    const value = parseNumber(row.get(from), { name: from, decimalMark });
    if (!value.ok) return value;
    if (value.value === undefined) continue;
    if (value.value.lt(worst) || value.value.gt(best)) {
      const scale = `${worst} to ${best}`;
      return refuse(
        'rating_outside_scale',
        `${from}: ${value.value.toString()} is not on the scale of ${scale}.`,
      );
    }
    marks.push({ aspect, value: value.value.toNumber(), worst, best });
  }
  return ok(marks.length === 0 ? undefined : marks);
};

const mostKinds = 20;
const longestKind = 100;

/** The kinds of compliments of this gig, each once; with `words` only those that it names. */
export const mapCompliments = (row: Row, { gig }: Mapping): GigRecord['compliments'] => {
  const { compliments } = gig;
  if (compliments === undefined) return undefined;
  const { from, separator, words } = compliments;
  const value = row.get(from);
  const parts = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? separator === undefined
        ? [value]
        : value.split(separator)
      : [];
  const kinds = new Set<string>();
  for (const part of parts) {
    const kind = typeof part === 'string' ? cleanLine(part) : '';
    const shown = words === undefined ? kind : Object.hasOwn(words, kind) ? words[kind] : undefined;
    if (shown === undefined || isBlank(shown) || shown.length > longestKind || kinds.size >= mostKinds)
      continue;
    kinds.add(shown);
  }
  return kinds.size === 0 ? undefined : [...kinds];
};
