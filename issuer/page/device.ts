/** What the page may do with the device it is on; `main.tsx` makes it from the browser. */

export type Device = {
  /** Held in a hand and pressed by finger: its wallet is opened by a link, not by a QR code on its own screen. */
  readonly isPhone: boolean;
  /** Hands a file to another app; absent where the browser cannot. */
  readonly share?: ((file: File) => Promise<ShareOutcome>) | undefined;
  readonly saveFile: (file: Blob, name: string) => void;
  /** Opens a link that belongs to an app. */
  readonly openApp: (link: string) => void;
  /** Calls back once, as soon as another app or window has come in front. */
  readonly onLeave: (callback: () => void) => () => void;
};

/** `press_again`: the browser wants a press right before it, and making the file took too long. */
export type ShareOutcome = 'shared' | 'cancelled' | 'press_again' | 'failed';
