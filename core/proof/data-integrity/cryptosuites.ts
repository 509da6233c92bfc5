/**
 * The cryptosuites: canonicalization of Digital Bazaar's packages, signing and verifying through our own ports.
 * For P-256 both hash with SHA-256, so that the steps of vc-di-eddsa and vc-di-ecdsa section 3.2 are the same.
 * Left out on purpose: the JCS suites (they say nothing about the meaning of terms) and P-384 (no such keys here).
 */
import { type Cryptosuite, DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import type { SignatureAlgorithm } from '../../ports.ts';

type Facts = {
  readonly algorithm: SignatureAlgorithm;
  /** The library's name for the kind of key. */
  readonly keyKind: 'Ed25519' | 'P-256';
  readonly canonize: Cryptosuite['canonize'];
};

export const cryptosuites: ReadonlyMap<string, Facts> = new Map<string, Facts>([
  ['eddsa-rdfc-2022', { algorithm: 'EdDSA', keyKind: 'Ed25519', canonize: eddsaRdfc2022.canonize }],
  ['ecdsa-rdfc-2019', { algorithm: 'ES256', keyKind: 'P-256', canonize: ecdsaRdfc2019.canonize }],
]);

/** The suite that a signer's key signs with. */
export const cryptosuiteFor = (algorithm: SignatureAlgorithm): 'eddsa-rdfc-2022' | 'ecdsa-rdfc-2019' =>
  algorithm === 'EdDSA' ? 'eddsa-rdfc-2022' : 'ecdsa-rdfc-2019';

type VerifyBytes = (data: Uint8Array, signature: Uint8Array) => Promise<boolean>;

/** The suite in the library's form, with a verification of ours. */
export const createLibrarySuite = (
  name: string,
  { keyKind, canonize }: Facts,
  verify: VerifyBytes,
): Cryptosuite => ({
  name,
  requiredAlgorithm: keyKind,
  canonize,
  createVerifier: async () => ({
    algorithm: keyKind,
    verify: ({ data, signature }) => verify(data, signature),
  }),
});

/** The library's proof with a key that was found before: it never looks one up itself. */
export class KnownKeyProof extends DataIntegrityProof {
  override async getVerificationMethod(): Promise<object> {
    return {};
  }
}
