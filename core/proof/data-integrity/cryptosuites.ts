/**
 * The cryptosuites, each in a file of its own, and which of them are taken. Closed: a name that is not here is refused.
 *
 * Two lists: what the engine can do, for any W3C credential; and what a KlusCV may be signed with, which is what a caller
 * gets who says nothing else. The JCS suites say nothing about the meaning of terms, and nobody in the scheme has a key of
 * P-384: a wider first list never widens the second.
 */
import { algorithmOf } from '../../keys/algorithms.ts';
import { isBlsPublicKey, type VerificationKey } from '../../keys/bls-key.ts';
import type { SignatureAlgorithm } from '../../ports.ts';
import type { CryptosuiteName, HashingSuite } from './cryptosuite.ts';
import { ecdsaJcs2019 } from './ecdsa-jcs-2019.ts';
import { ecdsaRdfc2019 } from './ecdsa-rdfc-2019.ts';
import { ed25519Signature2020 } from './ed25519-signature-2020.ts';
import { eddsaJcs2022 } from './eddsa-jcs-2022.ts';
import { eddsaRdfc2022 } from './eddsa-rdfc-2022.ts';

/** The suites that sign two hashes, by name. */
export const hashingSuites: ReadonlyMap<string, HashingSuite> = new Map(
  [eddsaRdfc2022, eddsaJcs2022, ecdsaRdfc2019, ecdsaJcs2019].map((suite) => [suite.name, suite]),
);

/** Suites of proofs that are no `DataIntegrityProof`, by the type of the proof. They are verified, never made. */
export const legacySuites: ReadonlyMap<string, HashingSuite> = new Map([
  [ed25519Signature2020.name, ed25519Signature2020],
]);

/** What a key can do: a JOSE algorithm, or BBS signatures over BLS12-381. */
export type KeyAlgorithm = SignatureAlgorithm | 'BBS';

/** Suites by name, each with the algorithms of the keys that are taken with it. */
export type AcceptedCryptosuites = ReadonlyMap<string, ReadonlySet<KeyAlgorithm>>;

/** The suites of selective disclosure. Their code is large, and loaded only when a proof of theirs is met. */
export const disclosureSuites: AcceptedCryptosuites = new Map<CryptosuiteName, ReadonlySet<KeyAlgorithm>>([
  ['ecdsa-sd-2023', new Set(['ES256'])],
  ['bbs-2023', new Set(['BBS'])],
]);

/** What a KlusCV and a presentation of one may be signed with. */
export const kluscvCryptosuites: AcceptedCryptosuites = new Map<CryptosuiteName, ReadonlySet<KeyAlgorithm>>([
  ['eddsa-rdfc-2022', new Set(['EdDSA'])],
  ['ecdsa-rdfc-2019', new Set(['ES256'])],
]);

/** Everything that is known here: for the W3C's credentials at large. */
export const allCryptosuites: AcceptedCryptosuites = new Map<string, ReadonlySet<KeyAlgorithm>>([
  ...[...hashingSuites, ...legacySuites].map(([name, { hashes }]) => [name, new Set(hashes.keys())] as const),
  ...disclosureSuites,
]);

/** What a key can do. */
export const keyAlgorithmOf = (key: VerificationKey): KeyAlgorithm =>
  isBlsPublicKey(key) ? 'BBS' : algorithmOf(key);

/** The suite that a signer's key signs with when nobody says which. */
export const cryptosuiteFor = (algorithm: SignatureAlgorithm): 'eddsa-rdfc-2022' | 'ecdsa-rdfc-2019' =>
  algorithm === 'EdDSA' ? 'eddsa-rdfc-2022' : 'ecdsa-rdfc-2019';
