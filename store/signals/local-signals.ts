import type { Signals } from './signals.ts';

export type LocalSignals = Signals & {
  readonly deliver: (topic: string, id: string) => void;
  /** Tells everybody that messages may have been missed. */
  readonly deliverGap: () => void;
};

/** Signals inside one process. */
export function createLocalSignals(): LocalSignals {
  const followers = new Map<string, Set<(id: string | undefined) => void>>();
  const deliver = (topic: string, id: string): void => {
    for (const callback of followers.get(topic) ?? []) callback(id);
  };
  return {
    deliver,
    deliverGap: () => {
      for (const callbacks of followers.values()) for (const callback of callbacks) callback(undefined);
    },
    send: async (topic, id) => deliver(topic, id),
    follow: (topic, callback) => {
      const own = followers.get(topic) ?? new Set();
      followers.set(topic, own.add(callback));
      return () => {
        own.delete(callback);
        if (own.size === 0) followers.delete(topic);
      };
    },
    close: async () => followers.clear(),
  };
}
