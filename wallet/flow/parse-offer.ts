/** A credential offer, as it stands in a link or behind one (OpenID4VCI 1.0, section 4.1). */
import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import { parseAddress } from './address.ts';
import { type FlowProblem, problem } from './flow-problem.ts';

export const preAuthorizedGrant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

const TxCode = z.object({
  input_mode: z.enum(['numeric', 'text']).default('numeric'),
  length: z.int().min(1).max(32).optional(),
  description: z.string().max(300).optional(),
});

export const CredentialOffer = z.object({
  credential_issuer: z.string().max(2048),
  credential_configuration_ids: z.array(z.string().min(1).max(200)).min(1).max(20),
  grants: z
    .object({
      [preAuthorizedGrant]: z
        .object({
          'pre-authorized_code': z.string().min(1).max(4096),
          tx_code: TxCode.optional(),
          authorization_server: z.string().max(2048).optional(),
        })
        .optional(),
    })
    .optional(),
});
export type CredentialOffer = z.infer<typeof CredentialOffer>;

/** An offer in the link itself, or the address where it can be had. */
export type OfferLink =
  | { readonly kind: 'value'; readonly offer: CredentialOffer }
  | { readonly kind: 'reference'; readonly url: string };

const maxLinkLength = 16_384;

/**
 * Reads an offer link: `openid-credential-offer://…`, or an https link with the same parameters.
 * Exactly one of `credential_offer` and `credential_offer_uri` must stand in it. Fetches nothing.
 */
export function parseOfferLink(text: string, allowInsecureLoopback: boolean): Result<OfferLink, FlowProblem> {
  const link = text.trim();
  if (link.length > maxLinkLength || !URL.canParse(link)) return problem('offer_unreadable', 'Not a link.');
  const url = new URL(link);
  if (
    url.protocol !== 'openid-credential-offer:' &&
    parseAddress(link, allowInsecureLoopback) === undefined
  ) {
    return problem('offer_unreadable', 'Not a link of a kind that carries an offer.');
  }
  const values = url.searchParams.getAll('credential_offer');
  const references = url.searchParams.getAll('credential_offer_uri');
  const [value] = values;
  const [reference] = references;
  if (values.length + references.length !== 1) {
    return problem('offer_unreadable', 'The link must hold one offer, by value or by reference.');
  }
  if (value !== undefined) return parseOfferText(value);
  if (reference === undefined || parseAddress(reference, allowInsecureLoopback) === undefined) {
    return problem('offer_unreadable', 'The offer stands at an address that is not https.');
  }
  return ok({ kind: 'reference', url: reference });
}

function parseOfferText(text: string): Result<OfferLink, FlowProblem> {
  try {
    const parsed = CredentialOffer.safeParse(JSON.parse(text));
    if (parsed.success) return ok({ kind: 'value', offer: parsed.data });
  } catch {
    // Falls through: text that is no JSON is no offer either.
  }
  return problem('offer_unreadable', 'What stands in the link is not a credential offer.');
}
