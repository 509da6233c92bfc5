/** Moments as credentials write them, to dates; undefined for anything that is not one. */

/** The end of the year 9999: later ones have no date of four digits to show. */
const lastSecond = 253_402_300_799;

/** Seconds since 1970 (RFC 7519 section 2). */
export const parseNumericDate = (value: unknown): Date | undefined =>
  typeof value === 'number' && value >= 0 && value <= lastSecond ? new Date(value * 1000) : undefined;

const dateTimeStamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The thirtieth of February is read as a day in March otherwise. Of dates that `Date` reads. */
const isDay = (date: string): boolean => {
  const [year, month, day] = [date.slice(0, 4), date.slice(5, 7), date.slice(8, 10)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  if (day <= 28) return true;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 && isLeap ? 29 : (daysOfMonth[month - 1] ?? 0));
};

/** An xsd:dateTimeStamp (VCDM 2.0 section 4.9): never without its offset. */
export const parseDateTimeStamp = (value: unknown): Date | undefined => {
  if (typeof value !== 'string' || !dateTimeStamp.test(value)) return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) || !isDay(value) ? undefined : date;
};
