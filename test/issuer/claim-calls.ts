/** The calls of the worker's page with an open session. */
import { apiKey, type TestIssuer } from './start-test-issuer.ts';

export type ClaimCalls = {
  readonly get: (path: string) => Promise<Response>;
  readonly post: (path: string, body: unknown) => Promise<Response>;
};

export async function claimCalls(issuer: TestIssuer, workerId: string): Promise<ClaimCalls> {
  const api = `${issuer.url}/claim/api`;
  const send = (path: string, body: unknown, cookie = ''): Promise<Response> =>
    fetch(`${api}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
  const ordered = await (await issuer.call('POST', `/workers/${workerId}/offers`, {})).json();
  const opened = await send('/session', { token: new URL(ordered.claimUrl).hash.slice(1) });
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  return {
    get: (path) => fetch(`${api}${path}`, { headers: { cookie } }),
    post: (path, body) => send(path, body, cookie),
  };
}

/** Gig records in the project's own form, as a platform sends them. */
export async function sendGigs(
  issuer: TestIssuer,
  gigs: readonly object[],
): Promise<Record<string, unknown>> {
  const response = await fetch(`${issuer.url}/api/v1/gigs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/x-ndjson' },
    body: gigs.map((gig) => JSON.stringify(gig)).join('\n'),
  });
  return response.json();
}

/** A completed gig of an hour. */
export const gig = (gigId: string, workerId: string, changes: object = {}): object => ({
  gigId,
  workerId,
  workerName: 'Jan Jansen',
  status: 'completed',
  startedAt: '2025-06-14T08:00:00Z',
  minutes: 60,
  updatedAt: '2025-06-15T08:00:00Z',
  ...changes,
});
