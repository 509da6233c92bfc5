/** Is the issuer on the scheme's list? Asked first, so that nothing is fetched for anybody who is not. */
import { hasStopped, type KnownPlatform, tookPart } from '../../trust/index.ts';
import type { CheckCode } from '../check-codes.ts';
import type { TrustState } from '../context.ts';
import type { OpenedCredential } from '../formats/format.ts';

type IssuerCheck =
  | { readonly code: 'issuer_listed' | 'issuer_stopped'; readonly platform: KnownPlatform }
  | { readonly code: CheckCode; readonly platform: undefined };

/**
 * The platform that the scheme's list names for this issuer.
 *
 * @param signedAt the moment of signing as the credential tells it, never later than now; a false one is found out
 *   by the signature check that follows
 * @param now the moment of the verification
 */
export const checkIssuer = (
  opened: OpenedCredential,
  trust: TrustState,
  { signedAt, now }: { readonly signedAt: Date; readonly now: Date },
): IssuerCheck => {
  if (trust.state === 'missing') return { code: 'trust_list_missing', platform: undefined };
  if (trust.state === 'outdated') return { code: 'trust_list_outdated', platform: undefined };
  const platform = opened.findPlatform(trust.list);
  if (platform === undefined) return { code: 'issuer_not_listed', platform: undefined };
  // A platform vouches for what it signed between its joining and its leaving, and for nothing else.
  if (!tookPart(platform, signedAt)) return { code: 'issuer_not_listed_then', platform: undefined };
  return { code: hasStopped(platform, now) ? 'issuer_stopped' : 'issuer_listed', platform };
};
