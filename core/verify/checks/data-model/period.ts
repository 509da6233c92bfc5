/** From when until when (VCDM 2.0 section 4.9; VCDM 1.1 sections 4.6 and 4.7). */
import type { JsonObject } from '../../../strict-json.ts';
import { parseDateTimeStamp } from '../../formats/numeric-date.ts';
import { type ModelProblems, problem, unless } from './problem.ts';
import { isFirstVersion } from './values.ts';

/** VCDM 1.1 lets a date go without its offset (XSD dateTime). */
const parseDate = (value: unknown, isFirst: boolean): Date | undefined =>
  parseDateTimeStamp(value) ??
  (isFirst && typeof value === 'string' ? parseDateTimeStamp(`${value}Z`) : undefined);

/** The members that say from when until when, by version. */
const membersOf = (isFirst: boolean) =>
  isFirst ? (['issuanceDate', 'expirationDate'] as const) : (['validFrom', 'validUntil'] as const);

/** From when until when a credential says that it holds; undefined where it says nothing, or nothing that is a moment. */
export const periodOf = (
  document: JsonObject,
): { readonly from: Date | undefined; readonly until: Date | undefined } => {
  const isFirst = isFirstVersion(document);
  const [from, until] = membersOf(isFirst).map((name) => parseDate(document[name], isFirst));
  return { from, until };
};

export const checkPeriod = (document: JsonObject): ModelProblems => {
  const isFirst = isFirstVersion(document);
  const [begin, end] = membersOf(isFirst);
  const { from, until } = periodOf(document);
  const section = isFirst ? '4.6 of 1.1' : '4.9';
  return [
    ...unless(
      from !== undefined || !(isFirst || begin in document),
      problem('period_form', section, `${begin} is no moment.`),
    ),
    ...unless(
      until !== undefined || !(end in document),
      problem('period_form', section, `${end} is no moment.`),
    ),
    ...unless(
      !from || !until || from <= until,
      problem('period_order', section, `${end} comes before ${begin}.`),
    ),
  ];
};
