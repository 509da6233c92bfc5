/** In which format a column's dates and times are written: one that reads every value, the likelier first. */
import { createMomentParser } from '../ingest/parse-moment.ts';

export type GuessedFormat = { readonly format: string; readonly kind: 'instant' | 'wall' | 'date' | 'time' };

const dates = ['dd-MM-yyyy', 'dd/MM/yyyy', 'dd.MM.yyyy', 'MM/dd/yyyy', 'MM-dd-yyyy', 'yyyy/MM/dd'];
const shortDates = ['dd-MM-yy', 'dd/MM/yy', 'MM/dd/yy'];
const namedDates = ['dd MMM yyyy', 'dd-MMM-yyyy', 'MMM dd yyyy', 'MMM dd, yyyy'];
const times = ['HH:mm', 'HH:mm:ss', 'hh:mm a', 'hh:mm:ss a'];
const all = [...dates, ...shortDates, ...namedDates];
const candidates = [
  'iso',
  'epoch-milliseconds',
  'epoch-seconds',
  ...all.flatMap((date) => times.flatMap((time) => [`${date} ${time}`, `${date}, ${time}`])),
  ...all,
  ...times,
];
const parsers = candidates.map((format) => ({ format, parse: createMomentParser(format) }));

/** A few values may be wrong in any real file. */
const needed = 0.98;
const mostValues = 500;

export const guessFormat = (values: readonly string[]): GuessedFormat | undefined => {
  // Spread over the sample, since the first days of a month read well in both orders of day and month.
  const step = Math.max(1, Math.floor(values.length / mostValues));
  const some = values.filter((_, index) => index % step === 0);
  const [first] = some;
  if (first === undefined) return undefined;
  for (const { format, parse } of parsers) {
    // A number of ten digits may be a phone number: seconds are only believed within this century's first half.
    if (format.startsWith('epoch') && !some.every((value) => isLikelyEpoch(value, format))) continue;
    const outcome = parse(first, '');
    const read = some.filter((value) => parse(value, '').ok).length;
    if (!outcome.ok || read < some.length * needed) continue;
    return { format, kind: outcome.value.kind };
  }
  return undefined;
};

const isLikelyEpoch = (value: string, format: string): boolean => {
  const seconds = Number(value) / (format === 'epoch-milliseconds' ? 1000 : 1);
  return seconds > 946_684_800 && seconds < 2_524_608_000;
};
