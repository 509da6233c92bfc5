/** Limits that hold over all processes of a service: what express-rate-limit counts, counted in the database. */
import { createHmac } from 'node:crypto';
import type { Store } from 'express-rate-limit';
import type { Clock } from '../core/ports.ts';

/** Counts calls somewhere that every process of the service sees. */
export type CallCounter = {
  readonly countCall: (
    caller: string,
    time: { now: Date; windowMs: number },
  ) => Promise<{ readonly calls: number; readonly endsAt: Date }>;
  readonly takeBack: (caller: string, calls: 'one' | 'all') => Promise<void>;
};

/**
 * Options for `rateLimit`: none where a process counts for itself. When nothing can be counted, calls go through: what
 * they need of the database fails by itself.
 * @param options.name tells apart limits of one service, and services on one database
 * @param options.secret makes hashes of addresses and keys, which stand nowhere else
 */
export const sharedLimit = (
  counter: CallCounter | undefined,
  options: { name: string; secret: Uint8Array; clock: Clock },
): { store: Store } | Record<string, never> =>
  counter === undefined ? {} : { store: createStore(counter, options) };

function createStore(
  counter: CallCounter,
  { name, secret, clock }: { name: string; secret: Uint8Array; clock: Clock },
): Store {
  let windowMs = 60_000;
  const callerOf = (key: string): string =>
    createHmac('sha256', secret).update(`calls:${name}:${key}`).digest('base64url').slice(0, 27);
  return {
    localKeys: false,
    prefix: name,
    init: (options) => {
      windowMs = options.windowMs;
    },
    increment: async (key) => {
      const now = clock();
      const { calls, endsAt } = await counter
        .countCall(callerOf(key), { now, windowMs })
        .catch(() => ({ calls: 1, endsAt: new Date(now.getTime() + windowMs) }));
      return { totalHits: calls, resetTime: endsAt };
    },
    decrement: (key) => counter.takeBack(callerOf(key), 'one').catch(() => undefined),
    resetKey: (key) => counter.takeBack(callerOf(key), 'all').catch(() => undefined),
  };
}
