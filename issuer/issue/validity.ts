/** From when until when a credential holds that is issued now. */

/** A work record stays true; five years is how long the signature on it is relied on. */
const validityYears = 5;

/** Rounded to the day (UTC), so that the times link nothing. */
export function validityAt(now: Date): { readonly validFrom: Date; readonly validUntil: Date } {
  const validFrom = new Date(now);
  validFrom.setUTCHours(0, 0, 0, 0);
  const validUntil = new Date(validFrom);
  validUntil.setUTCFullYear(validFrom.getUTCFullYear() + validityYears);
  return { validFrom, validUntil };
}
