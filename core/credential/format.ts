/** Numbers and dates as people write them: nl `98,6%`, `1.234`, `14 november 2026`; en `98.6%`, `1,234`, `14 November 2026`. */
import { type WorkerLanguage, words } from '../../contexts/index.ts';

/** Made when first asked for: the tables behind it take a moment to load, and most programs format no date. */
let dayInAmsterdam: Intl.DateTimeFormat | undefined;

/** The local date (`2026-11-14`) that it is in Europe/Amsterdam at an instant. */
export const localDateOf = (instant: Date): string => {
  const hour = Math.floor(instant.getTime() / 3_600_000);
  if (datesByHour.size > 999) datesByHour = new Map();
  const date = datesByHour.get(hour) ?? dateInAmsterdam(instant);
  if (hour > 0) datesByHour.set(hour, date);
  return date;
};

/** Since 1970 the zone is whole hours from UTC, so that no day begins within one; the same few are asked again and again. */
let datesByHour = new Map<number, string>();

const dateInAmsterdam = (instant: Date): string => {
  dayInAmsterdam ??= new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Amsterdam',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = new Map(dayInAmsterdam.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
};

/** A number with at most two decimals and the language's marks. */
export const formatNumber = (value: number, language: WorkerLanguage): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);

/**
 * A share of two counts as a percentage with at most one decimal, half up. Never 100% unless it is all,
 * and never 0% unless it is none. `whole` is at least 1.
 */
export const formatPercent = (part: number, whole: number, language: WorkerLanguage): string => {
  const rounded = Math.floor((part * 2000 + whole) / (2 * whole));
  const perMille = part < whole ? Math.min(rounded, 999) : rounded;
  const tenths = part > 0 ? Math.max(perMille, 1) : perMille;
  return words[language].common.percent(formatNumber(tenths / 10, language));
};

/** A month (`2025-03`) in words: "maart 2025". */
export const formatMonth = (month: string, language: WorkerLanguage): string => {
  const name = words[language].common.months[Number(month.slice(5, 7)) - 1];
  return name === undefined ? month : `${name} ${month.slice(0, 4)}`;
};

/** A local date (`2026-11-14`), or the day in Europe/Amsterdam of an instant, in words. */
export const formatDate = (value: string | Date, language: WorkerLanguage): string => {
  const date =
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : localDateOf(new Date(value));
  return words[language].common.date(Number(date.slice(8, 10)), formatMonth(date.slice(0, 7), language));
};

/** Whole months from a local date to another; the last day of a shorter month completes the month. */
export const monthsBetween = (from: string, to: string): number => {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 1, toDay = 1] = to.split('-').map(Number);
  const lastDay = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate();
  const incomplete = toDay < Math.min(day, lastDay) ? 1 : 0;
  return (toYear - year) * 12 + (toMonth - month) - incomplete;
};
