/** Which addresses the wallet talks to: https, and this very machine when that is allowed. */

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);
const maxAddressLength = 4096;

/** The address as a URL, or undefined when the wallet must not talk to it. */
export function parseAddress(text: string, allowInsecureLoopback: boolean): URL | undefined {
  if (text.length > maxAddressLength || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return undefined;
  if (url.protocol === 'https:') return url;
  if (url.protocol === 'http:' && allowInsecureLoopback && loopbackHosts.has(url.hostname)) return url;
  return undefined;
}

/**
 * The well-known address of an identifier, with the well-known part inserted between host and path.
 * `https://host/i/one` and `openid-credential-issuer` give `https://host/.well-known/openid-credential-issuer/i/one`
 * (OpenID4VCI 1.0, section 12.2.2; RFC 8414, section 3.1).
 */
export function createWellKnownAddress(identifier: URL, name: string): string {
  const path = identifier.pathname === '/' ? '' : identifier.pathname;
  return `${identifier.origin}/.well-known/${name}${path}`;
}
