/** A status list that was found to be the platform's own, unpacked: any number of credentials can be looked up in it. */
import type { Result } from '../../result.ts';
import type { VerifyContext } from '../context.ts';
import { type ListEntries, stateAt } from './list-entries.ts';
import { listTimes } from './list-times.ts';
import type { ListProblem, StatusAnswer } from './status-answer.ts';

/** All that is needed to look something up in it, at the moment for which it was verified. */
export type ListContent = {
  /** Between these the list speaks of now; milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  readonly entries: ListEntries;
};

export type VerifiedList = ListContent & {
  /** For how long the platform wants it to be kept, where it says so. */
  readonly ttlSeconds: number | undefined;
  /** Whether the keys and certificates behind its signature are in force at this moment, as they were when it was verified. */
  readonly holdsAt: (context: VerifyContext) => Promise<boolean>;
};

export type ListVerdict<List extends ListContent = VerifiedList> = Result<List, ListProblem>;

/** What the list says at a credential's index; a problem whenever it is not certain that the platform says so now. */
export const answerAt = (
  verdict: ListVerdict<ListContent>,
  index: number,
  context: Pick<VerifyContext, 'now' | 'clockSkewSeconds'>,
): StatusAnswer => {
  if (!verdict.ok) return { problem: verdict.error };
  const times = listTimes(verdict.value, context);
  if (times === undefined) return { problem: 'status_expired' };
  const state = stateAt(verdict.value.entries, index);
  if (state === 'outside') return { problem: 'status_outside' };
  if (state === 'unreadable') return { problem: 'status_unreadable' };
  return { state, listDate: times.from };
};
