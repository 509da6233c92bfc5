/**
 * The lists that were verified already: a list is verified once per version, not once per credential. An entry is good
 * only for the very bytes, trust list and DID document that it was made from, and for no longer than any of them.
 */
import type { CacheCounts } from '../cache-counts.ts';
import type { VerifyContext } from '../context.ts';
import type { ListVerdict } from './verified-list.ts';

export type ListRequest = {
  /** Kind, purpose and address. */
  readonly name: string;
  /** As it was fetched; another object is another version. */
  readonly body: Uint8Array;
  readonly verify: () => Promise<ListVerdict>;
};

export type VerifiedLists = {
  readonly get: (request: ListRequest, context: VerifyContext) => Promise<ListVerdict>;
  readonly counts: () => CacheCounts;
};

type Entry = {
  readonly body: Uint8Array;
  readonly trust: unknown;
  readonly verdict: Promise<ListVerdict>;
  /** Set when the verdict is there; milliseconds since 1970. */
  until: number;
  bytes: number;
};

/** At the longest, however long a list holds. */
const longestSeconds = 300;
/** A list that is not good is looked at again after this. */
const failedSeconds = 5;

const trustOf = ({ trust }: VerifyContext): unknown => (trust.state === 'missing' ? undefined : trust.list);

const lifetime = (verdict: ListVerdict, now: number): number => {
  if (!verdict.ok) return now + failedSeconds * 1000;
  const { until, ttlSeconds = longestSeconds } = verdict.value;
  return Math.min(until, now + Math.min(ttlSeconds, longestSeconds) * 1000);
};

/**
 * A memory of at most so many lists and so many bytes; the oldest go first.
 *
 * @param bytes of lists as they came and unpacked, all together
 */
export const createVerifiedLists = ({
  entries,
  bytes,
}: {
  readonly entries: number;
  readonly bytes: number;
}): VerifiedLists => {
  const known = new Map<string, Entry>();
  let [hits, misses, held] = [0, 0, 0];

  const drop = (name: string): void => {
    held -= known.get(name)?.bytes ?? 0;
    known.delete(name);
  };

  const isGood = async (entry: Entry, { body }: ListRequest, context: VerifyContext): Promise<boolean> => {
    if (entry.body !== body || entry.trust !== trustOf(context)) return false;
    const verdict = await entry.verdict;
    if (context.now.getTime() >= entry.until) return false;
    return !verdict.ok || verdict.value.holdsAt(context);
  };

  const verifyAnew = ({ name, body, verify }: ListRequest, context: VerifyContext): Promise<ListVerdict> => {
    drop(name);
    const entry: Entry = {
      body,
      trust: trustOf(context),
      verdict: verify(),
      until: Number.POSITIVE_INFINITY,
      bytes: body.length,
    };
    known.set(name, entry);
    held += entry.bytes;
    return entry.verdict.then(
      (verdict) => {
        entry.until = lifetime(verdict, context.now.getTime());
        if (known.get(name) !== entry) return verdict;
        const unpacked = verdict.ok ? verdict.value.entries.bytes.length : 0;
        entry.bytes += unpacked;
        held += unpacked;
        for (const oldest of known.keys()) {
          if (known.size <= entries && held <= bytes) break;
          drop(oldest);
        }
        return verdict;
      },
      (error: unknown) => {
        if (known.get(name) === entry) drop(name);
        throw error;
      },
    );
  };

  return {
    get: async (request, context) => {
      const entry = known.get(request.name);
      if (entry !== undefined && (await isGood(entry, request, context))) {
        hits += 1;
        return entry.verdict;
      }
      misses += 1;
      return verifyAnew(request, context);
    },
    counts: () => ({ hits, misses, size: known.size }),
  };
};
