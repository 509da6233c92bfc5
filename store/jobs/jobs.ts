/** Work beside the calls: again and again, or once for each time that it is asked for. */
export type Jobs = {
  /**
   * Does `work` about every `everyMs` milliseconds, and never twice at once over all processes; what it throws goes to
   * `onError`, and it goes on.
   */
  readonly repeat: (name: string, everyMs: number, work: () => Promise<unknown>) => Promise<void>;
  /**
   * Says how jobs of a name are done in this process; another may do them as well. A job is done at least once: when
   * its process dies, another begins it again, and one that throws is tried again later, a few times.
   * @param work is given what was sent, as it comes out of JSON
   */
  readonly handle: (name: string, work: (data: unknown) => Promise<unknown>) => Promise<void>;
  /** Puts a job in the queue, to be done by whoever is free. It is kept before this answers. */
  readonly send: (name: string, data: object) => Promise<void>;
  /** Begins nothing more, and waits for what is running. */
  readonly stop: () => Promise<void>;
};

export type JobOptions = {
  /** Told of what failed, and of what is given up. */
  readonly onError: (name: string, error: unknown) => void;
};

/** How often a job is tried before it is given up. */
export const mostAttempts = 5;
