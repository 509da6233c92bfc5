/** What the page needs of the browser; `main.tsx` hands it in. */
import type { Clock } from '../../core/ports.ts';
import type { PageFetch } from '../../ui/call-api.ts';

export type Address = { readonly path: string; readonly search: string; readonly fragment: string };

export type BrowserAnswer = { readonly protocol: string; readonly data: unknown };

export type PagePorts = {
  readonly fetch: PageFetch;
  readonly now: Clock;
  /** The scheme's public keys that this page was built with, as JSON; left out where the verifier is to name them. */
  readonly schemeKeys?: string;
  /** The browser's own way to a wallet (Digital Credentials API), where it has one. */
  readonly askBrowser?: (requests: readonly unknown[]) => Promise<BrowserAnswer>;
  /** The camera, where the browser gives one; asks the reader. */
  readonly openCamera?: () => Promise<MediaStream>;
  /** Server-sent events of an address: every `data:` parsed, and whether the source will not come back by itself. */
  readonly listen: (
    path: string,
    on: { readonly data: (data: unknown) => void; readonly lost: () => void },
  ) => () => void;
  readonly address: {
    readonly origin: string;
    readonly read: () => Address;
    readonly go: (path: string) => void;
    readonly replace: (path: string) => void;
    readonly onChange: (callback: () => void) => () => void;
  };
};
