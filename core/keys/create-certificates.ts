/**
 * Certificates (RFC 5280) for a demo and for a scheme that runs its own root: a root, and leaves for issuers and verifiers.
 * All keys are P-256. `@peculiar/x509` signs with WebCrypto, which Node and browsers both have.
 */
import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { toBase64 } from '../bytes.ts';
import type { RandomBytes } from '../ports.ts';
import type { PublicJwk } from './jwk.ts';
import { type PrivateJwk, publicJwkFrom } from './private-jwk.ts';
import { spkiFrom } from './spki.ts';

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

type Lifetime = { readonly notBefore: Date; readonly notAfter: Date };

/** Twenty octets at most, positive (section 4.1.2.2). */
const serialNumberFrom = (randomBytes: RandomBytes): string => {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

const importSigningKey = (privateJwk: PrivateJwk): Promise<CryptoKey> =>
  globalThis.crypto.subtle.importKey('jwk', { ...privateJwk }, ecdsa, false, ['sign']);

const nameOf = (commonName: string): { CN: string[] }[] => [{ CN: [commonName] }];

const caUsages = KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;

/** A self-signed root as base64 DER; it may sign leaves and no further authorities. */
export const createRootCertificate = async (
  {
    commonName,
    privateJwk,
    notBefore,
    notAfter,
  }: Lifetime & { readonly commonName: string; readonly privateJwk: PrivateJwk },
  { randomBytes }: { readonly randomBytes: RandomBytes },
): Promise<string> => {
  const publicKey = spkiFrom(publicJwkFrom(privateJwk));
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumberFrom(randomBytes),
    subject: nameOf(commonName),
    issuer: nameOf(commonName),
    notBefore,
    notAfter,
    signingAlgorithm: ecdsa,
    publicKey,
    signingKey: await importSigningKey(privateJwk),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(caUsages, true),
      await SubjectKeyIdentifierExtension.create(publicKey),
    ],
  });
  return toBase64(new Uint8Array(certificate.rawData));
};

export type LeafRequest = Lifetime & {
  readonly root: { readonly certificate: string; readonly privateJwk: PrivateJwk };
  readonly commonName: string;
  readonly publicJwk: PublicJwk;
  /** Hosts, without port. */
  readonly dnsNames: readonly string[];
  readonly uris?: readonly string[];
};

/** A leaf for signing, under a root (base64 DER), as base64 DER; hosts and URIs stand in its SAN. */
export const createLeafCertificate = async (
  { root, commonName, publicJwk, dnsNames, uris = [], notBefore, notAfter }: LeafRequest,
  { randomBytes }: { readonly randomBytes: RandomBytes },
): Promise<string> => {
  const rootCertificate = new X509Certificate(root.certificate);
  const publicKey = spkiFrom(publicJwk);
  const extensions: Extension[] = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    await SubjectKeyIdentifierExtension.create(publicKey),
    await AuthorityKeyIdentifierExtension.create(rootCertificate.publicKey),
    new SubjectAlternativeNameExtension([
      ...dnsNames.map((value) => ({ type: 'dns' as const, value })),
      ...uris.map((value) => ({ type: 'url' as const, value })),
    ]),
  ];
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumberFrom(randomBytes),
    subject: nameOf(commonName),
    issuer: rootCertificate.subjectName,
    notBefore,
    notAfter,
    signingAlgorithm: ecdsa,
    publicKey,
    signingKey: await importSigningKey(root.privateJwk),
    extensions,
  });
  return toBase64(new Uint8Array(certificate.rawData));
};

/** A root and one leaf under it: `anchor` belongs on the scheme's list, `x5c` in headers (without the anchor, as HAIP asks). */
export const createCertificateChain = async (
  {
    root,
    leaf,
    notBefore,
    notAfter,
  }: Lifetime & {
    readonly root: { readonly commonName: string; readonly privateJwk: PrivateJwk };
    readonly leaf: Pick<LeafRequest, 'commonName' | 'publicJwk' | 'dnsNames' | 'uris'>;
  },
  random: { readonly randomBytes: RandomBytes },
): Promise<{ readonly anchor: string; readonly x5c: readonly [string] }> => {
  const anchor = await createRootCertificate({ ...root, notBefore, notAfter }, random);
  const signedBy = { certificate: anchor, privateJwk: root.privateJwk };
  return {
    anchor,
    x5c: [await createLeafCertificate({ ...leaf, root: signedBy, notBefore, notAfter }, random)],
  };
};
