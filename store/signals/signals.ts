/** Short messages between the processes on one database: that something has changed, never what. */
export type Signals = {
  /** Tells whoever follows the topic, in this process and the others; nothing is kept for who comes later. */
  readonly send: (topic: string, id: string) => Promise<void>;
  /**
   * Calls back with every id sent on the topic, and with none when messages may have been missed, until the returned
   * function is called.
   */
  readonly follow: (topic: string, callback: (id: string | undefined) => void) => () => void;
  readonly close: () => Promise<void>;
};
