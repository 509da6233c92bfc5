/** The browser's fetch as the guarded fetch of `core/ports.ts`: no cookies, no referrer, no redirects, capped in time and size. */
import { KlusCVError } from '../core/errors.ts';
import type { HttpFetch } from '../core/ports.ts';

/** What of the browser's fetch is used; `main.tsx` hands the real one in. */
export type BrowserFetch = (url: string, init: RequestInit) => Promise<Response>;

const defaultMaxBytes = 2 * 1024 * 1024;
const defaultTimeout = 20_000;

/**
 * Wraps a browser's `fetch`. Rejects with a `KlusCVError`: `fetch_failed` when there is no answer in time,
 * `fetch_refused` on a redirect, `fetch_too_large` above `maxBytes` (2 MiB unless told).
 */
export function createWebFetch(browserFetch: BrowserFetch, timeout = defaultTimeout): HttpFetch {
  return async ({ url, method = 'GET', headers = {}, body, maxBytes = defaultMaxBytes }) => {
    const response = await browserFetch(url, {
      method,
      headers: { ...headers },
      ...(body === undefined ? {} : { body }),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeout),
    }).catch((cause: unknown) => {
      throw new KlusCVError('fetch_failed', undefined, { cause });
    });
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      throw new KlusCVError('fetch_refused', 'The address sent us on to another one.');
    }
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await readBody(response, maxBytes),
    };
  };
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body.getReader();
  while (true) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new KlusCVError('fetch_failed', undefined, { cause });
    });
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel();
      throw new KlusCVError('fetch_too_large');
    }
    chunks.push(value);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}
