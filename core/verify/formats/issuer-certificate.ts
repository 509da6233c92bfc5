/**
 * The key of a certificate chain, if it is this platform's: the chain must end at an anchor that the scheme's list
 * names for this very platform, and the leaf must be made for its URL. Any other listed platform's chain is as
 * foreign as an unlisted one: else each could speak for all.
 */
import type { PublicJwk } from '../../keys/index.ts';
import { err, ok, type Result } from '../../result.ts';
import { isCompromised, type Platform } from '../../trust/index.ts';
import type { SignatureFailure } from './format.ts';
import { type IssuerChains, noIssuerChains } from './issuer-chains.ts';

type Leaf = { readonly dnsNames: readonly string[]; readonly uris: readonly string[] };

/** A leaf that names URLs speaks for those alone: on one host there may be several platforms, by port or by path. */
const isMadeFor = ({ dnsNames, uris }: Leaf, url: string): boolean => {
  const urls = uris.filter((uri) => /^https?:/i.test(uri));
  return urls.length > 0 ? urls.includes(url) : dnsNames.includes(new URL(url).hostname);
};

/**
 * The public key of the leaf; refused when the chain is not `platform`'s, or somebody else may have had the key.
 *
 * @param x5c the JOSE header member, unknown as it came
 * @param at the moment at which the certificates must hold
 * @param chains those that were verified before; verified anew when left out
 */
export const issuerKeyFrom = async (
  x5c: unknown,
  platform: Platform,
  at: Date,
  chains: Pick<IssuerChains, 'verify'> = noIssuerChains,
): Promise<Result<PublicJwk, Extract<SignatureFailure, 'issuer_key_foreign' | 'issuer_key_compromised'>>> => {
  if (!Array.isArray(x5c)) return err('issuer_key_foreign');
  const certificates = x5c.filter((certificate) => typeof certificate === 'string');
  if (certificates.length !== x5c.length) return err('issuer_key_foreign');
  const chain = await chains.verify({ x5c: certificates, anchors: platform.certificateAnchors, now: at });
  if (chain === undefined || !isMadeFor(chain.leaf, platform.url)) return err('issuer_key_foreign');
  const { publicJwk } = chain.leaf;
  return isCompromised(platform, publicJwk) ? err('issuer_key_compromised') : ok(publicJwk);
};
