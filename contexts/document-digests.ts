/** Digests of the pinned documents, byte for byte as published, by URL: base64, as Subresource Integrity writes them. */
import digests from './vendor/digests.json' with { type: 'json' };

type Digests = Readonly<Record<string, string>>;

/** `sha256`, `sha384` and `sha512` of each pinned document; a test computes them again from the files. */
export const documentDigests: ReadonlyMap<string, Digests> = new Map<string, Digests>(
  Object.entries(digests),
);
