/** What a key of the platform is for, and what it is called: in the store, and in the DID document. */
import type { SignatureAlgorithm } from '../../core/ports.ts';

/**
 * `root` signs certificates, `p256` what stands on them (SD-JWT, token status lists) and JWT and ecdsa-sd credentials,
 * `ed25519` Data Integrity credentials and lists, QR codes and receipts.
 */
export const keyPurposes = ['root', 'p256', 'ed25519'] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

export const algorithmFor: Readonly<Record<KeyPurpose, SignatureAlgorithm>> = {
  root: 'ES256',
  p256: 'ES256',
  ed25519: 'EdDSA',
};

/** The first key of each purpose has its name alone; those after it a part of their thumbprint, which nobody can foresee. */
export const purposeOf = (name: string): KeyPurpose | undefined =>
  keyPurposes.find((purpose) => name === purpose || name.startsWith(`${purpose}-`));

/** As it stands behind `#` in the DID document; a root stands in none, and is called the same here. */
export const keyIdOf = (name: string): string =>
  keyPurposes.some((purpose) => purpose === name) ? `${name}-1` : name;

/** The key that an operator means: an id, with or without `#`, a DID before it, or `-multikey` behind. */
export const isNamed = (name: string, given: string): boolean =>
  given.slice(given.lastIndexOf('#') + 1).replace(/-multikey$/, '') === keyIdOf(name);
