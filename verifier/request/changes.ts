/** Tells the pages that wait, in this process, that a session has changed. Other processes look in the store. */

export type RequestChanges = {
  readonly announce: (requestId: string) => void;
  /** Calls back at every change until the returned function is called. */
  readonly follow: (requestId: string, callback: () => void) => () => void;
};

export function createRequestChanges(): RequestChanges {
  const listeners = new Map<string, Set<() => void>>();
  return {
    announce: (requestId) => {
      for (const callback of listeners.get(requestId) ?? []) callback();
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
