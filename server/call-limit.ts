/**
 * So many calls a minute from each caller: counted, refused beyond, and told in each answer (RateLimit and RateLimit-Policy,
 * draft-ietf-httpapi-ratelimit-headers-08). Counting for itself, a process answers without waiting for anything.
 */
import { hash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Clock } from '../core/ports.ts';
import { type CallCounter, sharedLimit } from './shared-limit.ts';

const windowMs = 60_000;
const windowSeconds = windowMs / 1000;

type Counted = { readonly calls: number; readonly endsAt: number };
type Counting = (caller: string) => Counted | Promise<Counted>;

/** Those of the last window and of the one before; whoever stood in neither has called in none. */
const countHere = (clock: Clock): Counting => {
  type Count = { calls: number; endsAt: number };
  let [current, previous] = [new Map<string, Count>(), new Map<string, Count>()];
  let turnsAt = 0;
  return (caller) => {
    const now = clock().getTime();
    if (now >= turnsAt) {
      [current, previous] = [new Map(), current];
      turnsAt = now + windowMs;
    }
    const known = current.get(caller) ?? previous.get(caller);
    const count = known !== undefined && now < known.endsAt ? known : { calls: 0, endsAt: now + windowMs };
    count.calls += 1;
    if (count !== known || !current.has(caller)) current.set(caller, count);
    return count;
  };
};

const countShared = ({ store }: ReturnType<typeof sharedLimit>): Counting | undefined =>
  store === undefined
    ? undefined
    : async (caller) => {
        const { totalHits, resetTime } = await store.increment(caller);
        return { calls: totalHits, endsAt: resetTime?.getTime() ?? 0 };
      };

const mostNames = 1_000;

/** A name for a caller that tells nothing of who it is; the same few call again and again. */
const createNames = (): ((caller: string) => string) => {
  const known = new Map<string, string>();
  return (caller) => {
    const before = known.get(caller);
    if (before !== undefined) return before;
    const name = Buffer.from(hash('sha256', caller, 'hex').slice(0, 12)).toString('base64');
    if (known.size >= mostNames) known.clear();
    known.set(caller, name);
    return name;
  };
};

/** Counts a call and writes the headers: whether it is within the limit. A call beyond it is told when to come again. */
export type CallLimit = (
  res: ServerResponse,
  caller: string,
  callsPerMinute: number,
) => boolean | Promise<boolean>;

/**
 * A limit over all processes of the service where `counter` is there, else of this process alone.
 *
 * @param options.name tells apart limits of one service, and services on one database
 * @param options.secret makes hashes of addresses and keys, which stand nowhere else
 */
export function createCallLimit(
  counter: CallCounter | undefined,
  options: { readonly name: string; readonly secret: Uint8Array; readonly clock: Clock },
): CallLimit {
  const { clock } = options;
  const count = countShared(sharedLimit(counter, options)) ?? countHere(clock);
  const nameOf = createNames();

  const tell = (res: ServerResponse, caller: string, limit: number, { calls, endsAt }: Counted): boolean => {
    const seconds = Math.max(0, Math.ceil((endsAt - clock().getTime()) / 1000));
    const policy = `"${limit}-in-1min"`;
    res.setHeader('RateLimit', `${policy}; r=${Math.max(limit - calls, 0)}; t=${seconds}`);
    res.setHeader('RateLimit-Policy', `${policy}; q=${limit}; w=${windowSeconds}; pk=:${nameOf(caller)}:`);
    if (calls <= limit) return true;
    res.setHeader('Retry-After', String(seconds));
    return false;
  };

  return (res, caller, limit) => {
    const counted = count(caller);
    return counted instanceof Promise
      ? counted.then((after) => tell(res, caller, limit, after))
      : tell(res, caller, limit, counted);
  };
}
