/** What a worker pastes, scans or opens: an offer or a request, also wrapped in a link to this wallet. */

export type WalletLink =
  | { readonly kind: 'offer'; readonly uri: string }
  | { readonly kind: 'request'; readonly uri: string };

const maxLength = 16_384;
const offerSchemes = new Set(['openid-credential-offer:', 'haip-vci:']);
const requestSchemes = new Set(['openid4vp:', 'haip-vp:']);

/**
 * Tells offers and requests apart by their scheme or, for https links, by their parameters.
 * A link to a wallet, `…/#offer=<encoded>` or `…/#request=<encoded>`, is unwrapped once. Undefined for anything else.
 */
export function parseLink(text: string): WalletLink | undefined {
  const uri = text.trim();
  if (uri.length > maxLength || !URL.canParse(uri)) return undefined;
  const url = new URL(uri);
  return parseFragment(url.hash) ?? parseBare(uri, url);
}

/** Reads the fragment of the wallet's own address, `#offer=…` or `#request=…`. */
export function parseFragment(hash: string): WalletLink | undefined {
  if (hash.length > maxLength) return undefined;
  const members = new URLSearchParams(hash.replace(/^#/, ''));
  for (const kind of ['offer', 'request'] as const) {
    const uri = members.get(kind)?.trim();
    if (uri === undefined || !URL.canParse(uri)) continue;
    const link = parseBare(uri, new URL(uri));
    if (link?.kind === kind) return link;
  }
  return undefined;
}

function parseBare(uri: string, url: URL): WalletLink | undefined {
  if (offerSchemes.has(url.protocol)) return { kind: 'offer', uri };
  if (requestSchemes.has(url.protocol)) return { kind: 'request', uri };
  const members = url.searchParams;
  if (members.has('credential_offer') || members.has('credential_offer_uri')) return { kind: 'offer', uri };
  if (members.has('request_uri') && members.has('client_id')) return { kind: 'request', uri };
  return undefined;
}
