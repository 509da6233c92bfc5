/** Moments as credentials write them, to dates; undefined for anything that is not one. */

/** The end of the year 9999: later ones have no date of four digits to show. */
const lastSecond = 253_402_300_799;

/** Seconds since 1970 (RFC 7519 section 2). */
export const parseNumericDate = (value: unknown): Date | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= lastSecond
    ? new Date(value * 1000)
    : undefined;

const dateTimeStamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** An xsd:dateTimeStamp (VCDM 2.0 section 4.9): never without its offset. */
export const parseDateTimeStamp = (value: unknown): Date | undefined => {
  if (typeof value !== 'string' || !dateTimeStamp.test(value)) return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
};
