/** The platform's certificates: a root of its own, which the scheme's list names, and a leaf for the key that signs. */
import { X509Certificate } from 'node:crypto';
import { type PrivateJwk, publicJwkFrom } from '../../core/keys/index.ts';
import type { KeyOptions } from './key-options.ts';

/** Longer than a credential signed on the last day would be relied on. */
const certificateYears = 15;

type Platform = Pick<KeyOptions, 'url' | 'name' | 'now' | 'crypto'>;

// The library is large: who only signs need not load it.
const loadLibrary = () => import('../../core/keys/certificates.ts');

/** A root for this key, base64 DER. */
export async function createAnchor({ name, now, crypto }: Platform, root: PrivateJwk): Promise<string> {
  const { createRootCertificate } = await loadLibrary();
  const commonName = `${name.slice(0, 50)} (KlusCV)`;
  return createRootCertificate({ commonName, privateJwk: root, ...lifetimeFrom(now) }, crypto);
}

/** A leaf for the signing key, made for the issuer's address; base64 DER. */
export async function createLeaf(
  { url, name, now, crypto }: Platform,
  p256: PrivateJwk,
  root: { readonly certificate: string; readonly privateJwk: PrivateJwk },
): Promise<string> {
  const { createLeafCertificate } = await loadLibrary();
  return createLeafCertificate(
    {
      root,
      commonName: name.slice(0, 64),
      publicJwk: publicJwkFrom(p256),
      dnsNames: [new URL(url).hostname],
      uris: [url],
      ...lifetimeFrom(now),
    },
    crypto,
  );
}

function lifetimeFrom(now: Date): { notBefore: Date; notAfter: Date } {
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + certificateYears);
  return { notBefore: new Date(now.getTime() - 86_400_000), notAfter };
}

/**
 * Whether a certificate of ours (base64 DER) names that address. Looked up without the large X.509 library, so that a
 * thread or a command that only signs need not load it; names that are written in an unusual way count as not there.
 */
export function namesAddress(leaf: string, url: string): boolean {
  try {
    const { subjectAltName } = new X509Certificate(Buffer.from(leaf, 'base64'));
    return subjectAltName?.split(', ').includes(`URI:${url}`) === true;
  } catch {
    return false;
  }
}
