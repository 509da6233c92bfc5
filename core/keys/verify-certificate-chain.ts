/**
 * Verifying an `x5c` chain up to anchors of one's own (RFC 5280 section 6.1, HAIP 1.0). A chain proves whose key it is
 * only together with the anchors of that one platform: pass those, never everybody's.
 * Left out on purpose: revocation lists, name constraints and policies (any unknown critical extension refuses the chain).
 */
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
} from '@peculiar/x509';
import { fromBase64 } from '../bytes.ts';
import { err, ok, type Result } from '../result.ts';
import type { PublicJwk } from './jwk.ts';
import { publicJwkFromSpki } from './spki.ts';

export type ChainProblem = {
  readonly code: 'chain_malformed' | 'chain_invalid' | 'chain_expired' | 'chain_untrusted';
  readonly message: string;
};

export type Leaf = {
  readonly publicJwk: PublicJwk;
  readonly dnsNames: readonly string[];
  readonly uris: readonly string[];
  /** SHA-256 of the DER: what stands behind `x509_hash:`. */
  readonly sha256: Uint8Array;
  readonly subjectCommonName?: string;
};

/** A chain that holds. */
export type ChainPath = {
  readonly leaf: Leaf;
  /** Between these every certificate of the path is current, and so is every anchor that was counted on. */
  readonly from: Date;
  readonly until: Date;
};

const maxCertificates = 5;
const maxCertificateBytes = 8_192;

const refuse = (code: ChainProblem['code'], message: string) => err({ code, message });

/** Basic constraints, key usage, extended key usage, SAN. */
const knownCritical: ReadonlySet<string> = new Set(['2.5.29.19', '2.5.29.15', '2.5.29.37', '2.5.29.17']);

/**
 * The library reads these when they are first asked for, and throws at what is garbled; whoever asks for the extensions
 * once more is then told that there are none.
 */
const readLate = ['extensions', 'publicKey', 'notBefore', 'notAfter', 'subject', 'issuer'] as const;

/** A certificate of base64 DER; undefined when it is none, or too large. */
export const parseCertificate = (base64: string): X509Certificate | undefined => {
  const der = base64.length <= maxCertificateBytes * 2 ? fromBase64(base64) : undefined;
  if (!der || der.length > maxCertificateBytes) return undefined;
  try {
    const certificate = new X509Certificate(der);
    for (const part of readLate) Reflect.get(certificate, part);
    return certificate;
  } catch {
    return undefined;
  }
};

const usagesOf = (certificate: X509Certificate): number | undefined =>
  certificate.getExtension(KeyUsagesExtension)?.usages;

const hasUsage = (certificate: X509Certificate, flag: KeyUsageFlags): boolean => {
  const usages = usagesOf(certificate);
  return usages === undefined || (usages & flag) !== 0;
};

/** `below` is the number of authorities between this one and the leaf. */
const isAuthority = (certificate: X509Certificate, below: number): boolean => {
  const constraints = certificate.getExtension(BasicConstraintsExtension);
  if (!constraints?.ca || !hasUsage(certificate, KeyUsageFlags.keyCertSign)) return false;
  return constraints.pathLength === undefined || below <= constraints.pathLength;
};

const isCurrent = (certificate: X509Certificate, now: Date): boolean =>
  certificate.notBefore.getTime() <= now.getTime() && now.getTime() <= certificate.notAfter.getTime();

const isSignedBy = async (certificate: X509Certificate, issuer: X509Certificate): Promise<boolean> => {
  if (certificate.issuer !== issuer.subject) return false;
  try {
    return await certificate.verify({ publicKey: issuer.publicKey, signatureOnly: true });
  } catch {
    return false;
  }
};

const sameBytes = (one: X509Certificate, other: X509Certificate): boolean => one.equal(other);

const namesOf = (leaf: X509Certificate, type: 'dns' | 'url'): string[] =>
  (leaf.getExtension(SubjectAlternativeNameExtension)?.names.items ?? []).flatMap((name) =>
    name.type === type ? [name.value] : [],
  );

const describeLeaf = async (leaf: X509Certificate): Promise<Leaf | undefined> => {
  const publicJwk = publicJwkFromSpki(new Uint8Array(leaf.publicKey.rawData));
  if (!publicJwk) return undefined;
  const [subjectCommonName] = leaf.subjectName.getField('CN');
  return {
    publicJwk,
    dnsNames: namesOf(leaf, 'dns'),
    uris: namesOf(leaf, 'url'),
    sha256: new Uint8Array(await leaf.getThumbprint('SHA-256')),
    ...(subjectCommonName === undefined ? {} : { subjectCommonName }),
  };
};

const findBreak = async (
  path: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
): Promise<ChainProblem | undefined> => {
  for (const [index, certificate] of path.entries()) {
    const issuer = path[index + 1];
    if (!issuer) break;
    if (!isAuthority(issuer, index) || !(await isSignedBy(certificate, issuer))) {
      return { code: 'chain_invalid', message: 'A certificate was not signed by the next one.' };
    }
  }
  const last = path.at(-1);
  for (const anchor of anchors) {
    if (last && isAuthority(anchor, path.length - 1) && (await isSignedBy(last, anchor))) return undefined;
  }
  return { code: 'chain_untrusted', message: 'The chain does not end in a certificate that we trust.' };
};

/** The leaf of a chain, as the caller may use it before anything is verified: to see which key a message claims. */
export const parseLeaf = async (x5c: readonly string[]): Promise<Leaf | undefined> => {
  const [first] = x5c;
  const certificate = first === undefined ? undefined : parseCertificate(first);
  return certificate && describeLeaf(certificate);
};

/**
 * Verifies a chain of base64 DER certificates, leaf first, up to one of the anchors (base64 DER), all current at `now`.
 * An anchor at the end of `x5c` is tolerated; a leaf that is itself an anchor, or signed itself, is not.
 */
export const verifyCertificateChain = async ({
  x5c,
  anchors,
  now,
}: {
  readonly x5c: readonly string[];
  readonly anchors: readonly string[];
  readonly now: Date;
}): Promise<Result<ChainPath, ChainProblem>> => {
  if (x5c.length > maxCertificates) return refuse('chain_malformed', 'The chain is too long.');
  const chain = x5c.flatMap((base64) => parseCertificate(base64) ?? []);
  if (chain.length !== x5c.length) return refuse('chain_malformed', 'A certificate cannot be read.');
  const trusted = anchors.flatMap((base64) => parseCertificate(base64) ?? []);
  const path = chain.filter(
    (certificate, index) => index === 0 || !trusted.some((anchor) => sameBytes(anchor, certificate)),
  );
  const [leaf] = path;
  const described = leaf && (await describeLeaf(leaf));
  if (!leaf || !described)
    return refuse('chain_malformed', 'There is no certificate, or its key is not one that we know.');
  const isStrange = path.some(({ extensions }) =>
    extensions.some(({ critical, type }) => critical && !knownCritical.has(type)),
  );
  if (isStrange)
    return refuse('chain_invalid', 'A certificate has a critical extension that we do not know.');
  if (leaf.getExtension(BasicConstraintsExtension)?.ca || leaf.subject === leaf.issuer) {
    return refuse('chain_invalid', 'The first certificate is an authority, or signed itself.');
  }
  if (!hasUsage(leaf, KeyUsageFlags.digitalSignature))
    return refuse('chain_invalid', 'The certificate is not for signing.');
  const current = trusted.filter((anchor) => isCurrent(anchor, now));
  const broken = await findBreak(path, current);
  if (broken) return err(broken);
  if (!path.every((certificate) => isCurrent(certificate, now))) {
    return refuse('chain_expired', 'A certificate is not valid at this moment.');
  }
  const all = [...path, ...current];
  return ok({
    leaf: described,
    from: new Date(Math.max(...all.map(({ notBefore }) => notBefore.getTime()))),
    until: new Date(Math.min(...all.map(({ notAfter }) => notAfter.getTime()))),
  });
};
