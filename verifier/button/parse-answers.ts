/** What the site's back end answers to the button. Only links to the verifier that the tag names are ever shown. */
import type { Device, End, Waiting } from './state.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{1,100}$/.test(value);

const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
const isSafe = (url: URL): boolean => url.protocol === 'https:' || isLoopback(url);

/** A wallet link whose request lies at the verifier; any other scheme or place is no link of ours. */
const leadsTo = (requestUri: string, verifier: string): boolean => {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^?#]*\?/.test(requestUri) || !URL.canParse(requestUri)) return false;
  const { protocol, searchParams } = new URL(requestUri);
  if (protocol !== 'openid4vp:') return false;
  const [address, ...more] = searchParams.getAll('request_uri');
  if (address === undefined || more.length > 0 || !URL.canParse(address) || !URL.canParse(verifier))
    return false;
  const url = new URL(address);
  const base = new URL(verifier);
  return isSafe(url) && url.origin === base.origin && url.pathname.startsWith(base.pathname);
};

const webWalletOf = (walletUrl: unknown, requestUri: string): { readonly webWallet?: string } => {
  if (typeof walletUrl !== 'string' || !URL.canParse(walletUrl) || !isSafe(new URL(walletUrl))) return {};
  return { webWallet: `${walletUrl.replace(/\/$/, '')}/#request=${encodeURIComponent(requestUri)}` };
};

/** The question that was opened; undefined when it is not one to show. */
export function parseOpened(body: unknown, device: Device, verifier: string): Waiting | undefined {
  if (!isObject(body)) return undefined;
  const { id, requestUri, walletUrl, expiresAt } = body;
  if (!isId(id) || typeof requestUri !== 'string' || typeof expiresAt !== 'string') return undefined;
  const end = Date.parse(expiresAt);
  if (Number.isNaN(end) || requestUri.length > 4_000 || !leadsTo(requestUri, verifier)) return undefined;
  return {
    name: 'waiting',
    id,
    device,
    requestUri,
    expiresAt: end,
    ...webWalletOf(walletUrl, requestUri),
  };
}

/** The question that a tab remembers of this endpoint; looked at as closely as the first time. */
export function parseRemembered(kept: unknown, endpoint: string, verifier: string): Waiting | undefined {
  if (!isObject(kept) || kept.endpoint !== endpoint) return undefined;
  const device = kept.device === 'same-device' ? 'same-device' : 'cross-device';
  return parseOpened(kept.body, device, verifier);
}

/** How it stands: an end, or waiting; undefined for what is neither. */
export function parseStanding(
  body: unknown,
): { readonly id?: string; readonly state: 'waiting' | End } | undefined {
  if (!isObject(body)) return undefined;
  const id = isId(body.id) ? { id: body.id } : {};
  if (body.state === 'waiting' || body.state === 'received' || body.state === 'expired')
    return { ...id, state: body.state };
  if (body.state === 'refused')
    return { ...id, state: body.reason === 'access_denied' ? 'refused' : 'failed' };
  return undefined;
}
