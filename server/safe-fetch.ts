/**
 * The guarded fetch: the only way in which a service gets anything from an address that somebody else wrote down.
 * https only, no private address (looked at after DNS resolution, for the very connection that is made),
 * no redirects, limits on bytes and time. On the demo's loopback plain http to this machine is let through.
 */
import type { LookupFunction } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { KlusCVError } from '../core/errors.ts';
import type { HttpFetch, HttpResponse } from '../core/ports.ts';
import { createGuardedLookup } from './guarded-lookup.ts';
import { isPublicUrl } from './public-url.ts';
import { isLoopbackHttp } from './read-config.ts';

export type SafeFetchOptions = {
  /** Demo only: plain http to localhost. */
  readonly allowInsecureLoopback: boolean;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** Names to addresses; the guarded one unless a test has its own names. */
  readonly lookup?: LookupFunction;
};

/** Makes a guarded fetch. It rejects with `fetch_refused`, `fetch_failed` or `fetch_too_large`. */
export function createSafeFetch(options: SafeFetchOptions): HttpFetch {
  const timeoutMs = options.timeoutMs ?? 5_000;
  const lookup = options.lookup ?? createGuardedLookup();
  return async (request) => {
    const maxBytes = Math.min(
      request.maxBytes ?? Number.POSITIVE_INFINITY,
      options.maxBytes ?? 4 * 1024 * 1024,
    );
    const loopback = options.allowInsecureLoopback && isLoopbackHttp(request.url);
    const url = parseAllowedUrl(request.url, loopback);
    const answer = await send(url, { ...request, maxBytes }, { loopback, timeoutMs, lookup });
    if (answer.status >= 300 && answer.status < 400)
      throw new KlusCVError('fetch_refused', 'The address redirects.');
    return unpack(answer, maxBytes);
  };
}

function parseAllowedUrl(text: string, loopback: boolean): URL {
  if (!URL.canParse(text)) throw new KlusCVError('fetch_refused', 'This is not an address.');
  if (!isPublicUrl(text, { allowInsecureLoopback: loopback })) throw new KlusCVError('fetch_refused');
  return new URL(text);
}

async function send(
  url: URL,
  request: Parameters<HttpFetch>[0] & { maxBytes: number },
  guard: { loopback: boolean; timeoutMs: number; lookup: LookupFunction },
): Promise<HttpResponse> {
  // Loaded by those alone who fetch something: plain http brings a second HTTP client along (14 MB, 30 ms).
  const { default: client } = await (url.protocol === 'https:' ? import('node:https') : import('node:http'));
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      reject(
        error instanceof KlusCVError ? error : new KlusCVError('fetch_failed', undefined, { cause: error }),
      );
    };
    const outgoing = client.request(
      url,
      {
        method: request.method ?? 'GET',
        headers: { 'accept-encoding': 'gzip', 'user-agent': 'KlusCV', ...request.headers },
        signal: AbortSignal.timeout(guard.timeoutMs),
        agent: false,
        ...(guard.loopback ? {} : { lookup: guard.lookup }),
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
