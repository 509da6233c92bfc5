/** What was handed in, taken apart for specialists: fingerprint, size, and what stands in it down to the bytes. */
import { fromBase64Url, fromUtf8, toUtf8 } from '../../../core/bytes.ts';
import type { CryptoPort } from '../../../core/ports.ts';
import type { Received } from '../../../core/verify/index.ts';
import type { SignedBytes } from '../../../ui/signed-bytes.ts';

type Part = NonNullable<SignedBytes['parts']>[number];

/** More of it nobody reads on a page. */
const maxLength = 60_000;

const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const part = (kind: Part['kind'], text: string): Part =>
  text.length > maxLength ? { kind, text: text.slice(0, maxLength), isCut: true } : { kind, text };

const readable = (value: unknown): string => JSON.stringify(value, null, 2);

/** JSON in base64url, laid out; as it is when it is something else. */
const decoded = (encoded: string): string => {
  const bytes = fromBase64Url(encoded);
  if (bytes === undefined) return encoded;
  try {
    return readable(JSON.parse(fromUtf8(bytes)));
  } catch {
    return encoded;
  }
};

function partsOf(received: Received): readonly Part[] {
  if ('bytes' in received) return [part('raw', hexOf(received.bytes))];
  if ('document' in received) {
    const { proof, ...rest } = received.document;
    return [
      part('header', readable(proof)),
      part('payload', readable(rest)),
      part('raw', JSON.stringify(received.document)),
    ];
  }
  const [jwt = '', ...disclosures] = received.compact.split('~');
  const [header = '', payload = ''] = jwt.split('.');
  const shared = disclosures.filter((one) => one !== '' && !one.includes('.')).map(decoded);
  return [
    part('header', decoded(header)),
    part('payload', decoded(payload)),
    ...(shared.length === 0 ? [] : [part('disclosures', shared.join('\n'))]),
    part('raw', received.compact),
  ];
}

const bytesOf = (received: Received): Uint8Array => {
  if ('bytes' in received) return received.bytes;
  return toUtf8('document' in received ? JSON.stringify(received.document) : received.compact);
};

/**
 * One for each thing that was found; the file itself when nothing was.
 *
 * @param isShown false keeps everything back but fingerprint and size: content that could not be trusted is not shown
 */
export async function describeSigned(
  what: {
    readonly received: readonly Received[];
    readonly file: Uint8Array<ArrayBuffer>;
    readonly isShown: boolean;
  },
  crypto: Pick<CryptoPort, 'sha256'>,
): Promise<readonly SignedBytes[]> {
  const describe = async (bytes: Uint8Array, parts?: readonly Part[]): Promise<SignedBytes> => ({
    digest: hexOf(await crypto.sha256(bytes)),
    size: bytes.length,
    ...(parts !== undefined && { parts }),
  });
  if (what.received.length === 0) return [await describe(what.file)];
  return Promise.all(
    what.received.map((one) => describe(bytesOf(one), what.isShown ? partsOf(one) : undefined)),
  );
}
