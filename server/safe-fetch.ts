/**
 * The guarded fetch: the only way in which a service gets anything from an address that somebody else wrote down.
 * https only, no private address (looked at after DNS resolution, for the very connection that is made),
 * no redirects, limits on bytes and time. On the demo's loopback plain http to this machine is let through.
 */
import { lookup as dnsLookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { KlusCVError } from '../core/errors.ts';
import type { HttpFetch, HttpResponse } from '../core/ports.ts';
import { isLoopbackHttp } from './read-config.ts';

const privateAddresses = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  privateAddresses.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  privateAddresses.addSubnet(network, prefix, 'ipv6');

/** True for addresses that are not on the public internet, mapped IPv4 in IPv6 included. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return privateAddresses.check(mapped, 'ipv4');
  const family = isIP(address);
  if (family === 0) return true;
  if (/^::ffff:/i.test(address)) return true;
  return privateAddresses.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

export type SafeFetchOptions = {
  /** Demo only: plain http to localhost. */
  readonly allowInsecureLoopback: boolean;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
};

/** Makes a guarded fetch. It rejects with `fetch_refused`, `fetch_failed` or `fetch_too_large`. */
export function createSafeFetch(options: SafeFetchOptions): HttpFetch {
  const timeoutMs = options.timeoutMs ?? 5_000;
  return async (request) => {
    const maxBytes = Math.min(
      request.maxBytes ?? Number.POSITIVE_INFINITY,
      options.maxBytes ?? 4 * 1024 * 1024,
    );
    const loopback = options.allowInsecureLoopback && isLoopbackHttp(request.url);
    const url = parseAllowedUrl(request.url, loopback);
    const answer = await send(url, { ...request, maxBytes }, { loopback, timeoutMs });
    if (answer.status >= 300 && answer.status < 400)
      throw new KlusCVError('fetch_refused', 'The address redirects.');
    return unpack(answer, maxBytes);
  };
}

function parseAllowedUrl(text: string, loopback: boolean): URL {
  if (!URL.canParse(text)) throw new KlusCVError('fetch_refused', 'This is not an address.');
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const refused = url.username !== '' || url.password !== '' || (!loopback && url.protocol !== 'https:');
  if (refused || (!loopback && isIP(host) !== 0 && isPrivateAddress(host)))
    throw new KlusCVError('fetch_refused');
  return url;
}

/** Resolves a name and refuses it as a whole when any of its addresses is private. */
const publicLookup: LookupFunction = (hostname, lookupOptions, callback) => {
  dnsLookup(hostname, { ...lookupOptions, all: true }, (error, addresses) => {
    if (error) {
      callback(error, '', 0);
      return;
    }
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => isPrivateAddress(address))) {
      callback(new KlusCVError('fetch_refused', 'The name leads to a private address.'), '', 0);
      return;
    }
    if (lookupOptions.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

function send(
  url: URL,
  request: Parameters<HttpFetch>[0] & { maxBytes: number },
  guard: { loopback: boolean; timeoutMs: number },
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      reject(
        error instanceof KlusCVError ? error : new KlusCVError('fetch_failed', undefined, { cause: error }),
      );
    };
    const outgoing = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method: request.method ?? 'GET',
        headers: { 'accept-encoding': 'gzip', 'user-agent': 'KlusCV', ...request.headers },
        signal: AbortSignal.timeout(guard.timeoutMs),
        agent: false,
        ...(guard.loopback ? {} : { lookup: publicLookup }),
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > request.maxBytes) {
            outgoing.destroy();
            fail(new KlusCVError('fetch_too_large'));
            return;
          }
          chunks.push(chunk);
        });
        incoming.on('error', fail);
        incoming.on('end', () => {
          const headers: Record<string, string> = {};
          for (const [name, value] of Object.entries(incoming.headers)) {
            if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
          }
          resolve({ status: incoming.statusCode ?? 0, headers, body: new Uint8Array(Buffer.concat(chunks)) });
        });
      },
    );
    outgoing.on('error', fail);
    outgoing.end(request.body);
  });
}

function unpack(answer: HttpResponse, maxBytes: number): HttpResponse {
  const encoding = answer.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return answer;
  if (encoding !== 'gzip')
    throw new KlusCVError('fetch_failed', 'The answer is packed in a way that we do not read.');
  try {
    return { ...answer, body: new Uint8Array(gunzipSync(answer.body, { maxOutputLength: maxBytes })) };
  } catch (cause) {
    throw new KlusCVError('fetch_too_large', 'The answer cannot be unpacked within the limit.', { cause });
  }
}
