/** Whether a list speaks of now: an old one would bring back what was withdrawn since. */
import type { VerifyContext } from '../context.ts';

/** Milliseconds since 1970 as dates, or undefined when the list has ended or not begun. */
export const listTimes = (
  { from, until }: { readonly from: number; readonly until: number },
  { now, clockSkewSeconds }: Pick<VerifyContext, 'now' | 'clockSkewSeconds'>,
): { readonly from: Date } | undefined => {
  const skew = clockSkewSeconds * 1000;
  const holds = from - skew <= now.getTime() && now.getTime() - skew < until;
  return holds ? { from: new Date(from) } : undefined;
};
