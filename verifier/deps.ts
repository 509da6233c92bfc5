/** Everything that the verifier's parts are given; `main.ts` makes it, tests make their own. */
import type { Clock, CryptoPort } from '../core/ports.ts';
import type { DocumentLoader, LoadedStatusList, VerifyContext } from '../core/verify/index.ts';
import type { Log, Metrics } from '../server/index.ts';
import type { Store } from '../store/index.ts';
import type { LineCheckers } from './batch/index.ts';
import type { SettingKey } from './http/api-keys.ts';
import type { VerifierIdentity } from './keys/load-identity.ts';
import type { VerifierVault } from './keys/vault.ts';
import type { Register } from './register/index.ts';
import type { VerdictCounts } from './report/verdict-counts.ts';
import type { RequestChanges } from './request/changes.ts';
import type { DidResolver } from './trust/did-cache.ts';
import type { TrustListSource } from './trust/trust-list-source.ts';

export type VerifierDeps = {
  /** Public base address, no trailing slash. */
  readonly url: string;
  /** In whose name is asked and checked. */
  readonly name: string;
  /** A web wallet that the page offers to open. */
  readonly walletUrl?: string | undefined;
  /** How long a question waits for its answer. */
  readonly requestSeconds: number;
  /** How long an answer is kept for the page after that; then it is dropped. */
  readonly keepSeconds: number;
  /** How often one address may ask without a key, per minute. */
  readonly callsPerMinute: number;
  /** Folder of the built page, or undefined when there is none. */
  readonly pagesFolder: string | undefined;
  /** The built script for other sites, where there is one. */
  readonly buttonFile?: string | undefined;
  readonly trustedProxies: number;
  /** Of the settings. */
  readonly apiKeys: readonly SettingKey[];
  /** Made by an operator. */
  readonly verifierApiKeys: Store['verifierApiKeys'];
  readonly verdicts: VerdictCounts;
  /** Absent: signed reports are not kept. */
  readonly register?: Register | undefined;
  readonly transact: Store['transact'];
  /** For what is kept encrypted: the keys of encrypted answers, and the answers. */
  readonly vault: VerifierVault;
  /** 32 bytes, for keyed hashes; the same whatever secret opens the vault. */
  readonly hashKey: Uint8Array;
  readonly clock: Clock;
  readonly crypto: CryptoPort;
  readonly requests: Store['requests'];
  readonly recordDeliveries: Store['recordDeliveries'];
  readonly receivedRecords: Store['receivedRecords'];
  readonly requestWebhooks: Store['requestWebhooks'];
  readonly changes: RequestChanges;
  /** Counts over all replicas; absent: each counts for itself. */
  readonly callCounts?: Store['sharedCallCounts'];
  /** Status lists handed out, over all replicas; absent: each remembers its own. */
  readonly knownLists?: Store['knownLists'];
  readonly identity: VerifierIdentity;
  readonly trustList: TrustListSource;
  readonly resolveDid: DidResolver;
  readonly loadStatusList: (url: string) => Promise<LoadedStatusList>;
  readonly loadDocument: DocumentLoader;
  /** What was verified before; left out where each call should stand by itself. */
  readonly verifiedLists?: VerifyContext['verifiedLists'];
  readonly issuerChains?: VerifyContext['issuerChains'];
  /** Threads for batches; all lines are checked in the main thread without them. */
  readonly checkers?: LineCheckers | undefined;
  readonly log: Log;
  readonly metrics: Metrics;
};
