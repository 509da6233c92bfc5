/** Does it hold today? VCDM 2.0 section 4.9; `nbf` and `exp` of RFC 7519. */
import type { CheckCode } from '../check-codes.ts';

/** Compares the period with `now`, giving both clocks `clockSkewSeconds`. */
export const checkValidity = (
  period: { readonly validFrom: Date; readonly validUntil: Date },
  { now, clockSkewSeconds }: { readonly now: Date; readonly clockSkewSeconds: number },
): CheckCode => {
  const skew = clockSkewSeconds * 1000;
  if (now.getTime() + skew < period.validFrom.getTime()) return 'validity_not_yet';
  if (now.getTime() - skew >= period.validUntil.getTime()) return 'validity_expired';
  return 'validity_current';
};
