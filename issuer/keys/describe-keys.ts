/** The platform's keys as an operator sees them: which one signs what, since when, and what became of those before. */
import { X509Certificate } from 'node:crypto';
import { didWebFrom } from '../../core/did/index.ts';
import type { PublicJwk } from '../../core/keys/index.ts';
import type { SignatureAlgorithm } from '../../core/ports.ts';
import type { KeyState, StoredKey } from '../../store/index.ts';
import { type ChangeDeps, optionsOf } from './change-keys.ts';
import { algorithmFor, type KeyPurpose, keyIdOf, keyPurposes } from './key-names.ts';
import { keysFor, publicJwkOf } from './stored-keys.ts';

export type DescribedKey = {
  readonly keyId: string;
  /** Its DID URL; a root has none. */
  readonly verificationMethod?: string;
  readonly purpose: KeyPurpose;
  /** What is signed with it. */
  readonly signs: readonly string[];
  readonly algorithm: SignatureAlgorithm;
  readonly state: KeyState;
  readonly createdAt: Date;
  /** From when on it signed, and until when; absent of one that never did. */
  readonly activeSince?: Date;
  readonly endedAt?: Date;
  readonly retiredAt?: Date;
  /** When its certificate ends, where it has one. */
  readonly certificateUntil?: Date;
  /** The certificate itself of a root, base64 DER: for the scheme's list. */
  readonly anchor?: string;
  readonly publicJwk: PublicJwk;
};

const signedBy: Readonly<Record<KeyPurpose, readonly string[]>> = {
  root: ['certificates'],
  p256: ['kluscv-sd-jwt', 'kluscv-jwt', 'kluscv-ldp-sd', 'papers', 'token status lists'],
  ed25519: ['kluscv-ldp', 'QR codes', 'bitstring status lists', 'receipts of erasure'],
};

/** All keys there ever were, by purpose, in the order in which they were made. */
export async function describeKeys(deps: ChangeDeps): Promise<readonly DescribedKey[]> {
  const { issuerKeys, secrets, url } = optionsOf(deps);
  const { keys } = await issuerKeys.listKeys();
  const firstAnchor = keysFor(keys, 'p256')[0]?.x5c?.[1];
  const described: DescribedKey[] = [];
  for (const purpose of keyPurposes)
    for (const key of keysFor(keys, purpose)) {
      // The first root has its certificate with the key that it signed.
      const anchor = key.name === 'root' ? (key.x5c?.[0] ?? firstAnchor) : key.x5c?.[0];
      const certificate = purpose === 'root' ? anchor : key.x5c?.[0];
      described.push({
        keyId: keyIdOf(key.name),
        ...(purpose === 'root' ? {} : { verificationMethod: `${didWebFrom(url)}#${keyIdOf(key.name)}` }),
        purpose,
        signs: signedBy[purpose],
        algorithm: algorithmFor[purpose],
        state: key.state,
        createdAt: key.createdAt,
        ...timesOf(key),
        ...(certificate === undefined
          ? {}
          : { certificateUntil: new X509Certificate(Buffer.from(certificate, 'base64')).validToDate }),
        ...(purpose === 'root' && anchor !== undefined ? { anchor } : {}),
        publicJwk: await publicJwkOf(key, secrets),
      });
    }
  return described;
}

/** The first keys sign since they were made. */
function timesOf({ state, createdAt, activeSince, endedAt, retiredAt }: StoredKey) {
  const since = activeSince ?? (state === 'active' || endedAt !== undefined ? createdAt : undefined);
  return {
    ...(since === undefined ? {} : { activeSince: since }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(retiredAt === undefined ? {} : { retiredAt }),
  };
}
