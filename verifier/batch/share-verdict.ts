/** A verified list for all threads at once: its entries lie in memory that they share, and are there once. */
import type { ListContent, ListVerdict } from '../../core/verify/index.ts';

const shared = new WeakMap<ListContent, ListVerdict<ListContent>>();

/** The same thing for the same list, and nothing in it that cannot be sent. */
export function shareVerdict(verdict: ListVerdict<ListContent>): ListVerdict<ListContent> {
  if (!verdict.ok) return verdict;
  const known = shared.get(verdict.value);
  if (known) return known;
  const { from, until, entries } = verdict.value;
  const bytes = new Uint8Array(new SharedArrayBuffer(entries.bytes.length));
  bytes.set(entries.bytes);
  const own: ListVerdict<ListContent> = { ok: true, value: { from, until, entries: { ...entries, bytes } } };
  shared.set(verdict.value, own);
  return own;
}
