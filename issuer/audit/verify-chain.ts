/** Reads the whole log and says whether it is what was written, entry by entry. */
import type { AuditEntry, AuditStore } from '../../store/index.ts';
import { hashEntry } from './hash-entry.ts';

export type ChainReport =
  | { readonly intact: true; readonly entries: number; readonly head: string }
  | {
      readonly intact: false;
      readonly entries: number;
      readonly brokenAt: number;
      readonly problem: ChainProblem;
    };
export type ChainProblem = 'changed' | 'missing' | 'not_chained' | 'head_not_found';

const pageSize = 1_000;

/**
 * Follows the chain from the first entry to the last.
 * @param knownHead a hash that was noted down before, outside the database: who rewrites the log from some entry on, or
 *   cuts off its end, cannot bring it back
 */
export async function verifyChain(
  audit: Pick<AuditStore, 'listEntries'>,
  knownHead?: string,
): Promise<ChainReport> {
  let last: Pick<AuditEntry, 'seq' | 'hash'> = { seq: 0, hash: '' };
  let found = knownHead === undefined;
  for (;;) {
    const page = await audit.listEntries({ after: last.seq, limit: pageSize });
    for (const entry of page) {
      const problem = checkEntry(entry, last);
      if (problem) return { intact: false, entries: last.seq, brokenAt: last.seq + 1, problem };
      found ||= entry.hash === knownHead;
      last = entry;
    }
    if (page.length === 0) break;
  }
  return found
    ? { intact: true, entries: last.seq, head: last.hash }
    : { intact: false, entries: last.seq, brokenAt: last.seq + 1, problem: 'head_not_found' };
}

function checkEntry(
  { hash, ...entry }: AuditEntry,
  before: Pick<AuditEntry, 'seq' | 'hash'>,
): ChainProblem | undefined {
  if (entry.seq !== before.seq + 1) return 'missing';
  if (entry.previous !== before.hash) return 'not_chained';
  return hashEntry(entry) === hash ? undefined : 'changed';
}
