/** Keys in DID documents (Controlled Identifiers 1.0 section 2.2): from a verification method to a key and back. */
import type { DIDDocument, VerificationMethod } from 'did-resolver';
import { BlsPublicKey, isBlsPublicKey, type VerificationKey } from '../keys/bls-key.ts';
import type { PublicJwk } from '../keys/jwk.ts';
import { multikeyFrom, verificationKeyFromMultikey } from '../keys/multikey.ts';
import { parsePublicJwk } from '../keys/parse-public-jwk.ts';

/** What a key may be used for: to vouch for credentials, or to prove who is presenting. */
export type ProofPurpose = 'assertionMethod' | 'authentication';

/** A verification method of type Multikey. */
export const createMultikeyMethod = (
  id: string,
  controller: string,
  key: VerificationKey,
): VerificationMethod => ({
  id,
  type: 'Multikey',
  controller,
  publicKeyMultibase: multikeyFrom(key),
});

/** A verification method of type JsonWebKey. */
export const createJsonWebKeyMethod = (
  id: string,
  controller: string,
  publicJwk: PublicJwk,
): VerificationMethod => ({
  id,
  type: 'JsonWebKey',
  controller,
  publicKeyJwk: { ...publicJwk },
});

/** Ed25519 alone may stand under the older type of its own. */
const keyIn2020Form = (text: string): VerificationKey | undefined => {
  const key = verificationKeyFromMultikey(text);
  return key?.crv === 'Ed25519' ? key : undefined;
};

const blsKeyOf = (jwk: unknown): BlsPublicKey | undefined => {
  if (typeof jwk !== 'object' || jwk === null || 'd' in jwk) return undefined;
  return BlsPublicKey.safeParse(jwk).data;
};

/**
 * The key of a verification method, BLS12-381 among them; undefined when its type or key is none that we know, or when it has
 * the key in more than one form: then it would not be clear which of them counts (Controlled Identifiers 1.0 section 2.2).
 */
export const verificationKeyOf = (method: VerificationMethod): VerificationKey | undefined => {
  const { publicKeyMultibase, publicKeyJwk } = method;
  if (publicKeyMultibase !== undefined && publicKeyJwk !== undefined) return undefined;
  switch (method.type) {
    case 'Multikey':
      return publicKeyMultibase === undefined ? undefined : verificationKeyFromMultikey(publicKeyMultibase);
    case 'Ed25519VerificationKey2020':
      return publicKeyMultibase === undefined ? undefined : keyIn2020Form(publicKeyMultibase);
    case 'JsonWebKey':
    case 'JsonWebKey2020':
      return parsePublicJwk(publicKeyJwk) ?? blsKeyOf(publicKeyJwk);
    default:
      return undefined;
  }
};

/** The same for keys that a KlusCV or a JOSE signature can be verified with. */
export const publicJwkOf = (method: VerificationMethod): PublicJwk | undefined => {
  const key = verificationKeyOf(method);
  return key === undefined || isBlsPublicKey(key) ? undefined : key;
};

/** The members that end a key (Controlled Identifiers 1.0 section 2.2). */
const endings = ['expires', 'revoked'] as const;

/** XSD dateTimeStamp: without its zone a moment would be another one on every machine. */
const zoneForm = /T.+(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Whether a key may still be relied on at this moment: what its owner has ended or withdrawn counts no more, and when the
 * end cannot be read it is taken to be over.
 */
export const isInForce = (method: VerificationMethod, now: Date): boolean =>
  endings.every((name) => {
    const end: unknown = Reflect.get(method, name);
    if (end === undefined) return true;
    return typeof end === 'string' && zoneForm.test(end) && now.getTime() < Date.parse(end);
  });

const absolute = (did: string, id: string): string => (id.startsWith('#') ? did + id : id);

/** Whether the document has a verification method with this id (a DID URL), for whatever purpose. */
export const namesMethod = (document: DIDDocument, id: string): boolean =>
  document.verificationMethod?.some((method) => absolute(document.id, method.id) === id) === true;

/**
 * The verification method with this id (a DID URL), if the document lists it for this purpose and controls it itself;
 * undefined otherwise. A key that a document holds for other purposes does not count.
 */
export const findVerificationMethod = (
  document: DIDDocument,
  id: string,
  purpose: ProofPurpose,
): VerificationMethod | undefined => {
  const listed = document[purpose] ?? [];
  for (const entry of listed) {
    if (absolute(document.id, typeof entry === 'string' ? entry : entry.id) !== id) continue;
    const method =
      typeof entry === 'string'
        ? document.verificationMethod?.find(
            (one) => absolute(document.id, one.id) === absolute(document.id, entry),
          )
        : entry;
    if (method?.controller === document.id) return method;
  }
  return undefined;
};
