/** The document behind a `credentialSchema.id`: pinned, or through the guarded fetch, and then only as its digest says. */
import { createHash } from 'node:crypto';
import { fromUtf8 } from '../../core/bytes.ts';
import type { HttpFetch } from '../../core/ports.ts';
import { parseStrictJson } from '../../core/strict-json.ts';

const maxBytes = 100_000;

/** `sha384-…` as Subresource Integrity writes it; another form never matches. */
const hasDigest = (body: Uint8Array, digestSRI: string): boolean => {
  const match = /^(sha256|sha384|sha512)-(.+)$/.exec(digestSRI);
  return match?.[1] !== undefined && createHash(match[1]).update(body).digest('base64') === match[2];
};

/**
 * Gives what is behind an address, or undefined when it cannot be had, read, or is another than the digest says. Call it
 * after the signature was found to hold: an address in a forged credential must not be visited.
 */
export const loadSchema = async (
  { id, digestSRI }: { readonly id: string; readonly digestSRI?: string | undefined },
  { pinned, fetch }: { readonly pinned: ReadonlyMap<string, unknown>; readonly fetch: HttpFetch },
): Promise<unknown> => {
  const known = pinned.get(id);
  if (known !== undefined) return known;
  try {
    const { status, body } = await fetch({ url: id, maxBytes, headers: { accept: 'application/json' } });
    if (status !== 200 || body.length > maxBytes) return undefined;
    if (digestSRI !== undefined && !hasDigest(body, digestSRI)) return undefined;
    const parsed = parseStrictJson(fromUtf8(body));
    return parsed.ok ? parsed.value : undefined;
  } catch {
    return undefined;
  }
};
