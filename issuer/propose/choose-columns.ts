/** Which column is which: by its name, and only where its values could be that. Each column is taken once. */
import { parseDuration } from '../ingest/parse-duration.ts';
import type { ColumnFacts } from './column-facts.ts';
import { type Field, fitName } from './column-names.ts';
import type { GuessedFormat } from './guess-format.ts';
import { looksLikeStatus } from './guess-status.ts';

export type Column = ColumnFacts & { readonly moment: GuessedFormat | undefined };
export type Chosen = ReadonlyMap<Field, Column>;

const mostStatusWords = 20;

/** A length of time that is not one plain number, as `1:30` or `1h 30m`. */
export const isDuration = ({ isNumber, values }: Column): boolean =>
  !isNumber && values.length > 0 && values.every((value) => parseDuration(value, '').ok);

const hasDate = ({ moment }: Column): boolean => moment !== undefined && moment.kind !== 'time';
const isPlainNumber = ({ isNumber, moment }: Column): boolean => isNumber && moment === undefined;
const isText = ({ isNumber, moment, isList }: Column): boolean =>
  !isNumber && moment === undefined && !isList;
const isName = (column: Column): boolean =>
  isText(column) && !column.values.some((value) => /\d{3}|@|:\/\//.test(value) || value.length > 80);
const couldBeId = (column: Column): boolean =>
  !column.isList && column.moment === undefined && column.filled > 0.9;

/** In the order in which they are chosen: what can be told most surely goes first. */
const tests: readonly (readonly [Field, (column: Column) => boolean])[] = [
  ['gigId', (column) => couldBeId(column) && column.distinct > column.values.length * 0.5],
  ['workerId', (column) => couldBeId(column) && column.distinct < Math.max(2, column.values.length)],
  ['clientId', (column) => !column.isList && column.moment === undefined],
  ['updatedAt', hasDate],
  ['reviewDate', hasDate],
  ['start', (column) => column.moment !== undefined],
  ['end', (column) => column.moment !== undefined],
  ['date', hasDate],
  ['break', isPlainNumber],
  ['minutes', (column) => isPlainNumber(column) || isDuration(column)],
  ['hours', (column) => isPlainNumber(column) || isDuration(column)],
  ['seconds', isPlainNumber],
  // A mark with a sign behind it, as 80%, is no yes and no.
  [
    'rating',
    (column) =>
      isPlainNumber(column) ||
      (isText(column) && column.distinct === 2 && !column.values.some((value) => /\d./.test(value))),
  ],
  [
    'status',
    (column) => isText(column) && column.distinct <= mostStatusWords && column.values.every(isShort),
  ],
  ['firstName', isName],
  ['lastName', isName],
  ['clientName', (column) => isText(column)],
  ['workerName', isName],
  ['skills', (column) => column.isList || column.values.some((value) => value.includes('/esco/skill/'))],
  ['sector', (column) => column.values.every((value) => /^\d{2}(\.?\d{1,3}){0,3}$/.test(value))],
  ['review', (column) => isText(column)],
];

const isBorder = (field: Field): boolean => field === 'start' || field === 'end';

const isShort = (value: string): boolean => value.length <= 40;

export const chooseColumns = (columns: readonly Column[]): Chosen => {
  const chosen = new Map<Field, Column>();
  const taken = new Set<string>();
  const take = (field: Field, column: Column | undefined): void => {
    if (column === undefined) return;
    chosen.set(field, column);
    taken.add(column.name);
  };
  for (const [field, test] of tests) {
    const candidates = columns
      .filter(
        (column) => !taken.has(column.name) && (column.values.length > 0 || column.isList) && test(column),
      )
      .map((column) => ({ column, fit: fitName(field, column.name) }))
      .filter(({ fit }) => fit > 0)
      // The id of a gig is known by being told once.
      .map(({ column, fit }) => ({ column, fit: field === 'gigId' && column.isUnique ? fit + 1 : fit }))
      // Where a date and a time of day stand in two columns, begin and end are the times.
      .map(({ column, fit }) => ({
        column,
        fit: isBorder(field) && column.moment?.kind === 'time' ? fit + 0.1 : fit,
      }))
      .sort((one, other) => other.fit - one.fit);
    take(field, candidates[0]?.column);
  }
  const rest = (test: (column: Column) => boolean): Column | undefined =>
    columns.find((column) => !taken.has(column.name) && column.values.length > 0 && test(column));
  // What no name gives away, the values may.
  const isStatus = (column: Column): boolean =>
    isText(column) &&
    column.distinct <= mostStatusWords &&
    column.values.every(isShort) &&
    looksLikeStatus([...new Set(column.values)]);
  if (!chosen.has('status')) take('status', rest(isStatus));
  if (!chosen.has('gigId'))
    take(
      'gigId',
      rest((column) => column.isUnique && couldBeId(column)),
    );
  if (!chosen.has('start') && !chosen.has('date')) take('start', rest(hasDate));
  const isDate = ({ moment }: Column): boolean => moment?.kind === 'date';
  if (chosen.get('start')?.moment?.kind === 'time' && !chosen.has('date')) take('date', rest(isDate));
  return chosen;
};
