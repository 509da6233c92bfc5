/** What the issuer's calls work with: passed as one named object from the composition root. */
import type { Clock, CryptoPort, HttpFetch } from '../core/ports.ts';
import type { Log } from '../server/index.ts';
import type { Store } from '../store/index.ts';
import type { FirstKey } from './access/index.ts';
import type { SigningThreads } from './bulk/sign-threads.ts';
import type { StartedThread } from './bulk/start-thread.ts';
import type { Mapping } from './ingest/index.ts';
import type { KeyRing } from './keys/key-ring.ts';
import type { StatusLists } from './status/status-lists.ts';

export type IssuerSettings = {
  /** The public address without a trailing slash: `credential_issuer` and `iss`. */
  readonly url: string;
  /** The platform's trade name. */
  readonly name: string;
  /** Where the QR code on paper leads. */
  readonly verifierUrl: string;
  /** A web wallet that the worker's page offers to open. */
  readonly walletUrl?: string | undefined;
  /** How long an offer and the link to the worker's page can be used. */
  readonly offerSeconds: number;
  /** Keys from the settings, which make the others. */
  readonly firstKeys: readonly FirstKey[];
  /** How often one API key may call, unless it has a limit of its own. */
  readonly keyCallsPerMinute: number;
  /** A questionnaire to which a worker may be invited. */
  readonly questionnaireUrl?: string | undefined;
  /** How often one address may call what needs no key. */
  readonly callsPerMinute: number;
  /** Whether anything is kept of a worker who has the KlusCV. */
  readonly retention: 'keep' | 'until-claimed';
  /** The folder with the built page for workers. */
  readonly pageFolder: string;
};

export type IssuerDeps = {
  readonly settings: IssuerSettings;
  readonly store: Store;
  readonly keys: KeyRing;
  /** 32 bytes from which the keys of hashes and nonces come; never used as it is for anything else. */
  readonly hashKey: Uint8Array;
  readonly mappings: ReadonlyMap<string, Mapping>;
  readonly statusLists: StatusLists;
  readonly crypto: CryptoPort;
  readonly clock: Clock;
  /** The guarded fetch, for addresses that the platform wrote down. */
  readonly fetch: HttpFetch;
  /** The guarded fetch for pages of gigs: slower and larger answers are taken. */
  readonly fetchPage: HttpFetch;
  /** What the environment holds under a name that a mapping gives. */
  readonly secretOf: (name: string) => string | undefined;
  /** Threads for signing many; left out where there are to be none. */
  readonly startSigners?: ((started?: StartedThread) => Promise<SigningThreads>) | undefined;
  readonly log: Log;
};
