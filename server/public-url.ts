/** Whether an address that somebody else wrote down may be called at all, from its text alone. */
import { isIP } from 'node:net';
import { isPrivateAddress } from './private-address.ts';
import { isLoopbackHttp } from './read-config.ts';

/** Names that never stand in the public DNS (RFC 6761, RFC 6762, RFC 8375), whatever a resolver makes of them. */
function isLocalName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return !name.includes('.') || /\.(localhost|local|internal|home\.arpa)$/.test(name);
}

/**
 * True for https without a user's name in it, to a public name or a public IP address; what a public name leads to is
 * only seen when it is called. With `allowInsecureLoopback` also for plain http to this machine.
 */
export function isPublicUrl(
  text: string,
  { allowInsecureLoopback }: { readonly allowInsecureLoopback: boolean },
): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  if (isLoopbackHttp(text)) return allowInsecureLoopback;
  const host = hostname.replace(/^\[|\]$/g, '');
  return protocol === 'https:' && !(isIP(host) === 0 ? isLocalName(host) : isPrivateAddress(host));
}
