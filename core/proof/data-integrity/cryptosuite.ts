/** What a cryptosuite is (VC Data Integrity 1.0 section 3.3): data, from which signing and verifying are the same few steps. */
import type { HashName, SignatureAlgorithm } from '../../ports.ts';
import type { JsonObject } from '../../strict-json.ts';
import type { CanonizeOptions } from '../canonical/index.ts';

export type CryptosuiteName =
  | 'eddsa-rdfc-2022'
  | 'eddsa-jcs-2022'
  | 'ecdsa-rdfc-2019'
  | 'ecdsa-jcs-2019'
  | 'ecdsa-sd-2023'
  | 'bbs-2023';

/** Proof types from before `DataIntegrityProof`, which are their own suite: verified by those who say so, never made. */
export type LegacySuiteName = 'Ed25519Signature2020';

/** A suite that signs one hash of the proof's options and one of the document. */
export type HashingSuite = {
  readonly name: CryptosuiteName | LegacySuiteName;
  /** The hash that goes with a key's algorithm; a key of another algorithm is none for this suite. */
  readonly hashes: ReadonlyMap<SignatureAlgorithm, HashName>;
  /**
   * True where the proof itself carries the document's `@context` (the JCS suites); elsewhere its terms are read with the
   * document's.
   */
  readonly carriesContext: boolean;
  /** Document or proof options as the text that is hashed, at once or in parts; rejects when it has none. */
  readonly canonize: (object: JsonObject, options: CanonizeOptions) => Promise<string | readonly string[]>;
};
