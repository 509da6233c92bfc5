/** A wallet may be a web page: every endpoint that it needs answers pages of other sites, errors included. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

const origin = 'https://wallet.example';
let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.close());

const call = (method: string, path: string, headers: Record<string, string> = {}) =>
  fetch(`${issuer.url}${path}`, {
    method,
    headers: { origin, ...headers },
    ...(method === 'POST' ? { body: 'a=b' } : {}),
  });

describe('a page of another site', () => {
  it.each([
    ['GET', '/.well-known/openid-credential-issuer'],
    ['GET', '/.well-known/oauth-authorization-server'],
    ['GET', '/.well-known/jwt-vc-issuer'],
    ['GET', '/.well-known/did.json'],
    ['GET', '/contexts/ns/v1'],
    ['GET', '/offers/unknown'],
    ['POST', '/token'],
    ['POST', '/nonce'],
    ['POST', '/credential'],
    ['GET', '/status/token/1'],
    ['GET', '/status/bitstring/1/revocation'],
    ['GET', '/openapi.json'],
  ])('may call %s %s, whatever the answer', async (method, path) => {
    const answer = await call(method, path);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).toContain('WWW-Authenticate');
    const asked = {
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization, content-type',
    };
    const preflight = await call('OPTIONS', path, asked);
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain(method);
    const allowed = preflight.headers.get('access-control-allow-headers')?.toLowerCase();
    expect(allowed).toContain('authorization');
    expect(allowed).toContain('content-type');
  });

  it.each([
    ['GET', '/api/v1/workers'],
    ['POST', '/claim/api/session'],
  ])('may not call %s %s', async (method, path) => {
    const answer = await call(method, path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
