/** What the flows need from the outside; the browser, the demo and the tests each bring their own. */
import type { Clock, CryptoPort, HttpFetch, Signer } from '../../core/ports.ts';
import type { TrustList } from '../../core/trust/index.ts';

/** A key of the holder: used through its signer, found again by its id. */
export type HolderKey = { readonly keyId: string; readonly signer: Signer };

/** Keys that the wallet can use and not see. Every credential gets a key of its own, so that no two can be linked by it. */
export type KeyStore = {
  readonly createKey: () => Promise<HolderKey>;
  readonly loadKey: (keyId: string) => Promise<Signer | undefined>;
  readonly deleteKey: (keyId: string) => Promise<void>;
};

export type FlowPorts = {
  readonly fetch: HttpFetch;
  readonly crypto: CryptoPort;
  readonly now: Clock;
  readonly keys: KeyStore;
  /** Documents by URL for JSON-LD; `contexts` has the one that knows no network. */
  readonly loadDocument: (
    url: string,
  ) => Promise<{ contextUrl: null; documentUrl: string; document: object }>;
  /** The scheme's list, already verified; null when the wallet could not get one, and then nobody is known. */
  readonly trust: TrustList | null;
  /** Also plain http on this very machine: for the demo and the tests. */
  readonly allowInsecureLoopback: boolean;
};
