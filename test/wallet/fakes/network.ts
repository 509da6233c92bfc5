/** A network of fakes: each origin has one handler, everything else does not answer. */
import { KlusCVError } from '../../../core/errors.ts';
import type { HttpFetch, HttpRequest } from '../../../core/ports.ts';

export type Answer = { readonly status: number; readonly body: unknown };
export type Handler = (request: HttpRequest & { readonly path: string }) => Promise<Answer> | Answer;

/** A fetch over handlers by origin; `log` has every request that was made. */
export function createNetwork(handlers: Readonly<Record<string, Handler>>): {
  fetch: HttpFetch;
  log: HttpRequest[];
} {
  const log: HttpRequest[] = [];
  return {
    log,
    fetch: async (request) => {
      log.push(request);
      const url = new URL(request.url);
      const handler = new Map(Object.entries(handlers)).get(url.origin);
      if (handler === undefined) throw new KlusCVError('fetch_failed');
      const { status, body } = await handler({ ...request, path: url.pathname });
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return { status, headers: {}, body: new TextEncoder().encode(text) };
    },
  };
}

export const form = (body: string | undefined): URLSearchParams => new URLSearchParams(body ?? '');
