/** By what one knows a credential again, in whatever file it comes: the digest of what its issuer signed. */
import canonicalize from 'canonicalize';
import { toUtf8 } from '../bytes.ts';
import type { CryptoPort } from '../ports.ts';
import type { Received } from '../verify/index.ts';

const toHex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 in hexadecimal, as `sha256sum` prints it. */
export const hexDigest = async (bytes: Uint8Array, crypto: Pick<CryptoPort, 'sha256'>): Promise<string> =>
  toHex(await crypto.sha256(bytes));

type Signed = { readonly format: string; readonly bytes: Uint8Array };

const canonical = (document: unknown): Uint8Array => toUtf8(canonicalize(document) ?? '');

/**
 * Of an SD-JWT the part before the disclosures, so that showing more or less of it does not make it another one; of a
 * W3C document its canonical JSON (RFC 8785), so that spaces do not; of a compact edition its bytes.
 */
const signedPartsOf = (received: Received): readonly Signed[] => {
  const { format } = received;
  if (format === 'dc+sd-jwt') return [{ format, bytes: toUtf8(received.compact.split('~', 1)[0] ?? '') }];
  if (format === 'kluscv-compact') return [{ format, bytes: received.bytes }];
  if (format === 'ldp_vc') return [{ format, bytes: canonical(received.document) }];
  const inside = [received.document.verifiableCredential ?? []].flat();
  return inside.map((document) => ({ format: 'ldp_vc', bytes: canonical(document) }));
};

/** The digest of each credential in what was received, in its order. */
export const digestCredentials = (
  received: readonly Received[],
  crypto: Pick<CryptoPort, 'sha256'>,
): Promise<{ format: string; sha256: string }[]> =>
  Promise.all(
    received
      .flatMap(signedPartsOf)
      .map(async ({ format, bytes }) => ({ format, sha256: await hexDigest(bytes, crypto) })),
  );
