/**
 * The key of a certificate chain, if it is this platform's: the chain must end at an anchor that the scheme's list
 * names for this very platform, and the leaf must be made for its URL. Any other listed platform's chain is as
 * foreign as an unlisted one: else each could speak for all.
 */
import { verifyCertificateChain } from '../../keys/certificates.ts';
import type { PublicJwk } from '../../keys/index.ts';
import type { Platform } from '../../trust/index.ts';

type Leaf = { readonly dnsNames: readonly string[]; readonly uris: readonly string[] };

/** A leaf that names URLs speaks for those alone: on one host there may be several platforms, by port or by path. */
const isMadeFor = ({ dnsNames, uris }: Leaf, url: string): boolean => {
  const urls = uris.filter((uri) => /^https?:/i.test(uri));
  return urls.length > 0 ? urls.includes(url) : dnsNames.includes(new URL(url).hostname);
};

/**
 * The public key of the leaf, or undefined when the chain is not `platform`'s.
 *
 * @param x5c the JOSE header member, unknown as it came
 * @param at the moment at which the certificates must hold
 */
export const issuerKeyFrom = async (
  x5c: unknown,
  platform: Platform,
  at: Date,
): Promise<PublicJwk | undefined> => {
  if (!Array.isArray(x5c) || x5c.length === 0 || x5c.length > 5) return undefined;
  const certificates = x5c.filter((certificate) => typeof certificate === 'string');
  if (certificates.length !== x5c.length) return undefined;
  const chain = await verifyCertificateChain({
    x5c: certificates,
    anchors: platform.certificateAnchors,
    now: at,
  });
  return chain.ok && isMadeFor(chain.value.leaf, platform.url) ? chain.value.leaf.publicJwk : undefined;
};
