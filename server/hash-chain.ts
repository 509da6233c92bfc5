/** A log whose entries are chained: each holds the hash of the one before, over canonical JSON (RFC 8785) with SHA-256. */
import { hash } from 'node:crypto';
import { toCanonicalJson } from '../core/canonical-json.ts';

type Content = { readonly at: Date; readonly seq: number; readonly previous: string };
export type ChainedEntry = Content & { readonly hash: string };

/** The hash of an entry, base64url. */
export function hashEntry({ at, ...entry }: Content): string {
  return hash('sha256', toCanonicalJson({ ...entry, at: at.toISOString() }), 'base64url');
}

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
 * Follows the chain from the first entry to the last, and says whether it is what was written.
 * @param knownHead a hash that was noted down before, outside the database: who rewrites the log from some entry on, or
 *   cuts off its end, cannot bring it back
 */
export async function verifyChain(
  log: {
    readonly listEntries: (page: { after: number; limit: number }) => Promise<readonly ChainedEntry[]>;
  },
  knownHead?: string,
): Promise<ChainReport> {
  let last: Pick<ChainedEntry, 'seq' | 'hash'> = { seq: 0, hash: '' };
  let found = knownHead === undefined;
  for (;;) {
    const page = await log.listEntries({ after: last.seq, limit: pageSize });
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
  { hash, ...entry }: ChainedEntry,
  before: Pick<ChainedEntry, 'seq' | 'hash'>,
): ChainProblem | undefined {
  if (entry.seq !== before.seq + 1) return 'missing';
  if (entry.previous !== before.hash) return 'not_chained';
  return hashEntry(entry) === hash ? undefined : 'changed';
}
