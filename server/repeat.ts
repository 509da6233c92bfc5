/** Work that a service does again and again beside its calls. */

export type Repeated = {
  /** No more after this; waits for what is running. */
  readonly stop: () => Promise<void>;
};

/** Does `work` every `everyMs` milliseconds, never twice at once; what it throws goes to `onError`, and it goes on. */
export function repeat(
  everyMs: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
): Repeated {
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();
  let timer = setTimeout(turn, everyMs);
  timer.unref();

  function turn(): void {
    running = work()
      .catch(onError)
      .then(() => {
        if (stopped) return;
        timer = setTimeout(turn, everyMs);
        timer.unref();
      });
  }

  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
