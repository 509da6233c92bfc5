/** Keys that are their own DID: nothing is fetched on the conformance server. */
import {
  findVerificationMethod,
  type ProofPurpose,
  resolveDid,
  verificationKeyOf,
} from '../../core/did/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import type { PublicJwk, VerificationKey } from '../../core/keys/index.ts';
import { isBlsPublicKey } from '../../core/keys/index.ts';

/** The key of a verification method, for this purpose; undefined when there is none. */
export const keyFor =
  (purpose: ProofPurpose) =>
  async (verificationMethod: string): Promise<VerificationKey | undefined> => {
    const [did = ''] = verificationMethod.split('#');
    const { didDocument } = await resolveDid(did, {
      allowInsecureLoopback: false,
      fetch: async () => {
        throw new KlusCVError('fetch_refused');
      },
    });
    const method = didDocument && findVerificationMethod(didDocument, verificationMethod, purpose);
    return method ? verificationKeyOf(method) : undefined;
  };

/** The same for JOSE and COSE, which know no BLS keys. */
export const joseKeyFor = async (
  verificationMethod: unknown,
  purpose: ProofPurpose,
): Promise<PublicJwk | undefined> => {
  const key = typeof verificationMethod === 'string' ? await keyFor(purpose)(verificationMethod) : undefined;
  return key === undefined || isBlsPublicKey(key) ? undefined : key;
};
