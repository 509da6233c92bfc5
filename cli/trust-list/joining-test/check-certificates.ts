/** The certificate of the P-256 key: under an anchor of this platform, made for its address, and not at its end. */
import { X509Certificate } from 'node:crypto';
import { verifyCertificateChain } from '../../../core/keys/certificates.ts';
import { samePublicJwk } from '../../../core/keys/index.ts';
import type { PublicJwk } from '../../../core/keys/jwk.ts';
import { type Finding, fail, pass, skipped, warn } from './finding.ts';

const question = 'Certificate';
const day = 86_400_000;
const soon = 90;

const reasons = {
  chain_malformed: 'Put at most five certificates in x5c, as base64 DER, the leaf first.',
  chain_invalid: 'Let each certificate be signed by the next one, which must be an authority.',
  chain_expired: 'Renew the certificates.',
  chain_untrusted: 'Give the root of this chain with --anchor, and leave it out of x5c.',
} as const;

/**
 * @param x5c as it stands in what the platform signs; undefined when nothing of the kind was found
 * @param keys the P-256 keys of the DID document
 */
export async function checkCertificates(
  x5c: readonly string[] | undefined,
  given: {
    readonly anchors: readonly string[];
    readonly url: string;
    readonly keys: readonly PublicJwk[];
    readonly now: Date;
  },
): Promise<readonly Finding[]> {
  if (x5c === undefined)
    return [skipped(question, 'Nothing with a certificate was found yet: issue a test credential.')];
  if (given.anchors.length === 0)
    return [skipped(question, 'Give the root of the chain with --anchor, as PEM or DER.')];
  const chain = await verifyCertificateChain({ x5c, anchors: given.anchors, now: given.now });
  if (!chain.ok) return [fail(question, chain.error.message, reasons[chain.error.code])];
  const { leaf } = chain.value;
  const { host, hostname } = new URL(given.url);
  const isMadeFor = leaf.uris.length > 0 ? leaf.uris.includes(given.url) : leaf.dnsNames.includes(hostname);
  return [
    pass(question, 'The chain ends in an anchor of this platform.'),
    isMadeFor
      ? pass('Certificate and address', 'The leaf is made for the address on the list.')
      : fail(
          'Certificate and address',
          `The leaf is not made for ${host}.`,
          'Put the address of the issuer in the SAN of the leaf: as URI, or its host as DNS name.',
        ),
    ...checkEnd(x5c[0], given.now),
    given.keys.some((key) => samePublicJwk(key, leaf.publicJwk))
      ? pass('Certificate and DID', 'Both name the same key.')
      : warn(
          'Certificate and DID',
          'The key of the certificate is not in the DID document.',
          'Name it there too, so that one list of keys tells them all.',
        ),
  ];
}

function checkEnd(leaf: string | undefined, now: Date): readonly Finding[] {
  if (leaf === undefined) return [];
  const end = new X509Certificate(Buffer.from(leaf, 'base64')).validToDate;
  const days = Math.floor((end.getTime() - now.getTime()) / day);
  return days >= soon
    ? []
    : [
        warn(
          'End of the certificate',
          `It ends in ${days} days.`,
          'Renew it before: then nothing can be signed.',
        ),
      ];
}
