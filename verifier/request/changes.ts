/** Tells the pages that wait, in this process and in the other replicas, that a session has changed. */
import type { Signals } from '../../store/index.ts';

export type RequestChanges = {
  readonly announce: (requestId: string) => void;
  /** Calls back at every change until the returned function is called. */
  readonly follow: (requestId: string, callback: () => void) => () => void;
};

const topic = 'request';

/** @param signals between processes; without them only this one is told, and others look in the store */
export function createRequestChanges(signals?: Pick<Signals, 'send' | 'follow'>): RequestChanges {
  const listeners = new Map<string, Set<() => void>>();
  const tell = (requestId: string): void => {
    for (const callback of listeners.get(requestId) ?? []) callback();
  };
  signals?.follow(topic, (requestId) => {
    // Something may have been missed: whoever waits looks again.
    for (const id of requestId === undefined ? [...listeners.keys()] : [requestId]) tell(id);
  });
  return {
    announce: (requestId) => {
      // A page that hears nothing looks by itself in a moment; the answer does not wait for that.
      if (signals === undefined) tell(requestId);
      else signals.send(topic, requestId).catch(() => undefined);
    },
    follow: (requestId, callback) => {
      const own = listeners.get(requestId) ?? new Set();
      listeners.set(requestId, own.add(callback));
      return () => {
        own.delete(callback);
        if (own.size === 0) listeners.delete(requestId);
      };
    },
  };
}
