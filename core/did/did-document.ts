/** The DID document that an issuer publishes. */
import type { DIDDocument, VerificationMethod } from 'did-resolver';
import type { PublicJwk } from '../keys/jwk.ts';
import { createJsonWebKeyMethod, createMultikeyMethod } from './verification-method.ts';

const contexts = [
  'https://www.w3.org/ns/did/v1',
  'https://w3id.org/security/jwk/v1',
  'https://w3id.org/security/multikey/v1',
];

export type DidDocumentKey = {
  /** The fragment, without `#`. */
  readonly id: string;
  readonly publicJwk: PublicJwk;
};

/** A P-256 key stands twice: as JsonWebKey for JOSE, and under `<id>-multikey` for Data Integrity. */
const methodsOf = (did: string, { id, publicJwk }: DidDocumentKey): VerificationMethod[] => {
  const keyId = `${did}#${id}`;
  return publicJwk.kty === 'OKP'
    ? [createMultikeyMethod(keyId, did, publicJwk)]
    : [
        createJsonWebKeyMethod(keyId, did, publicJwk),
        createMultikeyMethod(`${keyId}-multikey`, did, publicJwk),
      ];
};

/** A DID document with these keys, each for `assertionMethod` and `authentication`. */
export const createDidDocument = ({
  did,
  keys,
}: {
  readonly did: string;
  readonly keys: readonly DidDocumentKey[];
}): DIDDocument => {
  const methods = keys.flatMap((key) => methodsOf(did, key));
  const ids = methods.map(({ id }) => id);
  return {
    '@context': [...contexts],
    id: did,
    verificationMethod: methods,
    assertionMethod: ids,
    authentication: [...ids],
  };
};
