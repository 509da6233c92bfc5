/** What some platforms keep beside one mark for the whole: marks by aspect, the last marks alone, compliments. */
import { type WorkerLanguage, words } from '../../contexts/index.ts';
import type { ShownRecord } from '../verify/report.ts';
import { formatNumber } from './format.ts';
import type { Row } from './row.ts';

type Scale = { readonly worstRating: number; readonly bestRating: number };

const onScale = (value: number, { worstRating, bestRating }: Scale, language: WorkerLanguage): string =>
  words[language].record.ratingOnScale(
    formatNumber(value, language),
    formatNumber(worstRating, language),
    formatNumber(bestRating, language),
  );

const describeMarks = (aspects: NonNullable<ShownRecord['aspects']>, language: WorkerLanguage): Row => {
  const text = words[language].record;
  const items = aspects.map((aspect) => {
    const count = formatNumber(aspect.ratingCount, language);
    const mark =
      aspect.ratingValue === undefined
        ? text.tooFewOfAspect(count)
        : `${onScale(aspect.ratingValue, aspect, language)}, ${text.ratingGigs(count)}`;
    return `${aspect.reviewAspect}: ${mark}`;
  });
  return { key: 'aspects', label: text.aspects, value: items.join(' · '), items };
};

/** The rows of these three, as far as the record has them. */
export const describeAspects = (record: ShownRecord, language: WorkerLanguage): Row[] => {
  const text = words[language].record;
  const { aspects, recentRating, compliments } = record;
  const rows: Row[] = [];
  if (recentRating !== undefined) {
    const window = text.ratingWindow(formatNumber(recentRating.window, language));
    const mark = onScale(recentRating.ratingValue, recentRating, language);
    rows.push({ key: 'recentRating', label: text.recentRating, value: `${mark}, ${window}` });
  }
  if (aspects !== undefined) rows.push(describeMarks(aspects, language));
  if (compliments !== undefined) {
    const items = compliments.map(({ kind, count }) => text.withCount(kind, formatNumber(count, language)));
    rows.push({ key: 'compliments', label: text.compliments, value: items.join(' · '), items });
  }
  return rows;
};
