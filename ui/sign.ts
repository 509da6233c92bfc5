/** The sign in front of a message: what colour and icon say together with the words. */
import type { Outcome } from '../core/verify/report.ts';

export type Sign = 'good' | 'careful' | 'bad' | 'neutral';

/** Bad where a reader must not rely on it, careful where time or another look can mend it. */
export const signOfOutcome: Readonly<Record<Outcome, Sign>> = {
  valid: 'good',
  expired: 'careful',
  not_yet_valid: 'careful',
  suspended: 'careful',
  undetermined: 'careful',
  malformed: 'careful',
  not_bound: 'bad',
  revoked: 'bad',
  changed: 'bad',
  unknown_issuer: 'bad',
};
