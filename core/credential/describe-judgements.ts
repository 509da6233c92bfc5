/** Attendance, rating and satisfaction in words, each with the counts that it rests on. */
import { type WorkerLanguage, words } from '../../contexts/index.ts';
import type { ShownRecord } from '../verify/report.ts';
import { describeAspects } from './describe-aspects.ts';
import { formatNumber, formatPercent } from './format.ts';
import type { Row } from './row.ts';

const enough = 5;

const describeRating = (rating: NonNullable<ShownRecord['rating']>, language: WorkerLanguage): Row => {
  const text = words[language].record;
  const number = (value: number): string => formatNumber(value, language);
  const count = number(rating.ratingCount);
  if (rating.ratingValue === undefined || rating.ratingCount < enough) {
    return { key: 'rating', label: text.ratingCount, value: count, note: text.tooFewRatings };
  }
  const onScale = text.ratingOnScale(
    number(rating.ratingValue),
    number(rating.worstRating),
    number(rating.bestRating),
  );
  return { key: 'rating', label: text.rating, value: `${onScale}, ${text.ratingGigs(count)}` };
};

const describeSatisfaction = (
  { satisfied, rated }: NonNullable<ShownRecord['satisfaction']>,
  language: WorkerLanguage,
): Row => {
  const text = words[language].record;
  const counts = [formatNumber(satisfied, language), formatNumber(rated, language)] as const;
  return rated < enough
    ? {
        key: 'satisfaction',
        label: text.satisfactionCount,
        value: text.satisfactionOf(...counts),
        note: text.tooFewSatisfaction,
      }
    : {
        key: 'satisfaction',
        label: text.satisfaction,
        value: `${formatPercent(satisfied, rated, language)}, ${text.satisfactionNote(...counts)}`,
      };
};

/** The judgements of a record in words, attendance first: it is counted, the others are opinions. */
export const describeJudgements = (record: ShownRecord, language: WorkerLanguage): Row[] => {
  const text = words[language].record;
  const rows: Row[] = [];
  if (record.attendance !== undefined) {
    const { attended, agreed } = record.attendance;
    rows.push({
      key: 'attendance',
      label: text.attendance,
      value: formatPercent(attended, agreed, language),
      note: text.attendanceNote(formatNumber(attended, language), formatNumber(agreed, language)),
    });
  }
  if (record.rating !== undefined) rows.push(describeRating(record.rating, language));
  rows.push(...describeAspects(record, language));
  if (record.satisfaction !== undefined) rows.push(describeSatisfaction(record.satisfaction, language));
  return rows;
};
