/**
 * Where a figure becomes words: the one place that the PDF, the verifier's page, the wallet and the worker's page
 * all take them from. The rules are those for showing a record fairly: counts beside every percentage, the scale
 * beside every rating, no average below five, no stars for satisfaction, facts above judgements.
 */
import {
  escoOccupation,
  escoSkill,
  sbiSector,
  tableLanguage,
  type WorkerLanguage,
  words,
} from '../../contexts/index.ts';
import type { ShownRecord } from '../verify/report.ts';
import type { ClaimName } from './claims.ts';
import { describeJudgements } from './describe-judgements.ts';
import { formatDate, formatMonth, formatNumber, localDateOf, monthsBetween } from './format.ts';
import type { Row } from './row.ts';

export type DescribedReviews = {
  readonly label: string;
  /** "3 van 41 recensies, door de werker gekozen". */
  readonly note: string;
  readonly items: readonly { readonly text: string; readonly month: string; readonly reviewer: string }[];
};

export type DescribedRecord = {
  /** "Werkervaring, cijfers tot en met …" leads every view; absent when `asOf` was not shown. */
  readonly asOf?: string;
  /** From six months on: how old the figures are. */
  readonly ageNote?: string;
  readonly name?: string;
  readonly nameNote?: string;
  /** All facts shown, in order. */
  readonly facts: readonly Row[];
  /** All judgements shown, in order. */
  readonly judgements: readonly Row[];
  /** Stands with the judgements whenever there is a score among them. */
  readonly judgementNote?: string;
  /** Those of `facts` and `judgements` (the same objects) that are short enough to stand large at the top. */
  readonly highlights: readonly Row[];
  readonly reviews?: DescribedReviews;
  /** The general paragraph, to be set apart under its note; the text is the signed one, in Dutch. */
  readonly generalSkills?: {
    readonly label: string;
    readonly note: string;
    readonly paragraphs: readonly string[];
  };
};

const oldFrom = 6;
const highlightKeys: readonly ClaimName[] = ['gigsCompleted', 'hoursWorked', 'clientCount', 'attendance'];

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const listRow = (key: ClaimName, label: string, items: readonly string[]): Row => ({
  key,
  label,
  value: items.join(' · '),
  items,
});

const describeWork = (record: ShownRecord, language: WorkerLanguage): Row[] => {
  const text = words[language].record;
  const count = (value: number): string => formatNumber(value, language);
  const withCount = (label: string, gigs: number): string => text.withCount(label, count(gigs));
  const rows: Row[] = [];
  if (record.occupations !== undefined) {
    const [only, ...more] = record.occupations;
    const label = (id: string): string => capitalised(escoOccupation(id)?.[tableLanguage[language]] ?? id);
    const items =
      only !== undefined && more.length === 0
        ? [label(only.id)]
        : record.occupations.map(({ id, gigs }) => withCount(label(id), gigs));
    rows.push(listRow('occupations', text.occupations, items));
  }
  if (record.sectors !== undefined) {
    const items = record.sectors.map(({ version, code, gigs }) =>
      withCount(
        sbiSector(version, code)?.[tableLanguage[language]] ?? text.sectorUnknown(version, code),
        gigs,
      ),
    );
    rows.push(listRow('sectors', text.sectors, items));
  }
  if (record.skills !== undefined) {
    const items = record.skills.map(({ id, gigs }) =>
      withCount(escoSkill(id)?.[tableLanguage[language]] ?? id, gigs),
    );
    rows.push(listRow('skills', text.skills, items));
  }
  if (record.clients !== undefined) {
    const items = record.clients.map(({ name, gigs }) => withCount(name, gigs));
    rows.push(listRow('clients', text.clients, items));
  }
  return rows;
};

const describeDates = (record: ShownRecord, language: WorkerLanguage): Row[] => {
  const text = words[language].record;
  const { firstGigDate: first, lastGigDate: last } = record;
  const date = (value: string): string => formatDate(value, language);
  if (first !== undefined && last !== undefined) {
    return [
      { key: 'firstGigDate', label: text.firstAndLastGig, value: text.twoDates(date(first), date(last)) },
    ];
  }
  if (first !== undefined) return [{ key: 'firstGigDate', label: text.firstGigDate, value: date(first) }];
  if (last !== undefined) return [{ key: 'lastGigDate', label: text.lastGigDate, value: date(last) }];
  return [];
};

const describeAmounts = (record: ShownRecord, language: WorkerLanguage): Row[] => {
  const text = words[language].record;
  const rows: Row[] = [];
  for (const key of ['gigsCompleted', 'hoursWorked', 'clientCount', 'weeksWorked'] as const) {
    const value = record[key];
    if (value !== undefined) rows.push({ key, label: text[key], value: formatNumber(value, language) });
  }
  return rows;
};

const describePeriods = (record: ShownRecord, language: WorkerLanguage): Row[] => {
  const text = words[language].record;
  const rows: Row[] = [];
  for (const key of ['hoursByYear', 'hoursByMonth'] as const) {
    const hours = record[key];
    if (hours === undefined) continue;
    const items = Object.entries(hours)
      .sort(([first], [second]) => (first < second ? -1 : 1))
      .map(([period, value]) =>
        text.hoursOf(
          key === 'hoursByYear' ? period : formatMonth(period, language),
          formatNumber(value, language),
        ),
      );
    rows.push(listRow(key, text[key], items));
  }
  return rows;
};

const describeReviews = (record: ShownRecord, language: WorkerLanguage): DescribedReviews | undefined => {
  const text = words[language].record;
  const { reviews = [], reviewCount } = record;
  if (reviews.length === 0 && reviewCount === undefined) return undefined;
  const shown = formatNumber(reviews.length, language);
  const total = reviewCount === undefined ? undefined : formatNumber(reviewCount, language);
  const note =
    total === undefined
      ? text.reviewsChosenOfUnknown(shown)
      : reviews.length === 0
        ? text.reviewsNone(total)
        : text.reviewsChosen(shown, total);
  const items = reviews.map(({ reviewBody, datePublished, reviewerRole }) => ({
    text: reviewBody,
    month: formatMonth(datePublished, language),
    reviewer: text.reviewer[reviewerRole],
  }));
  return { label: text.reviews, note, items };
};

/**
 * Puts a (partial) work record into words. `now` tells how old the figures are. For the platform's name a reader
 * must be given the one on the scheme's list: pass the record with `platform` set to it.
 */
export const describeRecord = (record: ShownRecord, language: WorkerLanguage, now: Date): DescribedRecord => {
  const text = words[language].record;
  const facts: Row[] = [
    ...describeAmounts(record, language),
    ...(record.platform === undefined
      ? []
      : [{ key: 'platform' as const, label: text.platform, value: record.platform }]),
    ...describeDates(record, language),
    ...describeWork(record, language),
    ...describePeriods(record, language),
    ...(record.birthDate === undefined
      ? []
      : [
          { key: 'birthDate' as const, label: text.birthDate, value: formatDate(record.birthDate, language) },
        ]),
  ];
  const judgements = describeJudgements(record, language);
  const age = record.asOf === undefined ? 0 : monthsBetween(record.asOf, localDateOf(now));
  const reviews = describeReviews(record, language);
  const highlights = highlightKeys.flatMap(
    (key) => [...facts, ...judgements].find((row) => row.key === key) ?? [],
  );
  return {
    ...(record.asOf !== undefined && { asOf: text.asOf(formatDate(record.asOf, language)) }),
    ...(age >= oldFrom && { ageNote: text.age(age) }),
    ...(record.name !== undefined && { name: record.name }),
    ...(record.nameBasis !== undefined && { nameNote: text.nameBasis[record.nameBasis] }),
    facts,
    judgements,
    ...(judgements.some(({ key }) => key !== 'attendance') && { judgementNote: text.scoresAreHigh }),
    highlights,
    ...(reviews !== undefined && { reviews }),
    ...(record.generalSkills !== undefined && {
      generalSkills: {
        label: text.generalSkills,
        note: text.generalSkillsNote,
        paragraphs: record.generalSkills.split(/\n\s*\n/),
      },
    }),
  };
};
