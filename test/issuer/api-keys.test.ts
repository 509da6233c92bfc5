/** API keys of the platform's own systems: shown once, kept as hashes, limited, and gone when they must be. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKey, readKey, startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.close());

const make = async (order: object, key?: string) => {
  const response = await issuer.call('POST', '/api-keys', order, key);
  return { status: response.status, body: await response.json() };
};

describe('an API key', () => {
  it('is shown once, and never again', async () => {
    const { status, body } = await make({ name: 'import job', scopes: ['ingest'] });
    expect(status).toBe(201);
    expect(body.apiKey).toMatch(/^kluscv_[A-Za-z0-9_-]{43}$/);
    const listed = await (await issuer.call('GET', '/api-keys')).text();
    expect(listed).toContain('import job');
    expect(listed).not.toContain(body.apiKey);
    expect(JSON.stringify(await issuer.deps.store.apiKeys.listApiKeys())).not.toContain(body.apiKey);
  });

  it('opens what its scopes say and nothing else', async () => {
    const { body } = await make({ name: 'reader', scopes: ['read'] });
    expect((await issuer.call('GET', '/workers', undefined, body.apiKey)).status).toBe(200);
    for (const [method, path, sent] of [
      ['POST', '/workers/W-1/offers', {}],
      ['POST', '/workers/W-1/credentials', {}],
      ['POST', '/credentials/x/status', {}],
      ['PUT', '/workers/W-1', {}],
      ['DELETE', '/workers/W-1', undefined],
      ['GET', '/audit', undefined],
      ['POST', '/api-keys', { name: 'more', scopes: ['admin'] }],
    ] as const)
      expect((await issuer.call(method, path, sent, body.apiKey)).status, `${method} ${path}`).toBe(403);
  });

  it('stops working with the answer that says that it was withdrawn', async () => {
    const { body } = await make({ name: 'leaked', scopes: ['read'] });
    expect((await issuer.call('DELETE', `/api-keys/${body.keyId}`)).status).toBe(204);
    expect((await issuer.call('GET', '/workers', undefined, body.apiKey)).status).toBe(401);
    expect((await issuer.call('DELETE', `/api-keys/${body.keyId}`)).status).toBe(404);
    const { apiKeys } = await (await issuer.call('GET', '/api-keys')).json();
    expect(apiKeys).toContainEqual(expect.objectContaining({ keyId: body.keyId, state: 'withdrawn' }));
  });

  it('expires on its day', async () => {
    const own = await startTestIssuer();
    try {
      const order = { name: 'for a month', scopes: ['read'], expiresInDays: 30 };
      const { apiKey: key } = await (await own.call('POST', '/api-keys', order)).json();
      own.passTime(30 * 86_400 - 60);
      expect((await own.call('GET', '/workers', undefined, key)).status).toBe(200);
      own.passTime(120);
      expect((await own.call('GET', '/workers', undefined, key)).status).toBe(401);
    } finally {
      await own.close();
    }
  });

  it('has a limit of its own, which no other key feels', async () => {
    const { body } = await make({ name: 'slow', scopes: ['read'], callsPerMinute: 2 });
    const statuses = [];
    for (let call = 0; call < 3; call += 1)
      statuses.push((await issuer.call('GET', '/workers', undefined, body.apiKey)).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await issuer.call('GET', '/workers', undefined, readKey)).status).toBe(200);
  });

  it.each([
    {},
    { name: '', scopes: ['read'] },
    { name: 'x', scopes: [] },
    { name: 'x', scopes: ['write'] },
    { name: 'x', scopes: ['read', 'read'] },
    { name: 'x', scopes: ['read'], expiresInDays: 0 },
    { name: 'x', scopes: ['read'], key: 'my-own' },
  ])('is refused as %j', async (order) => {
    expect((await make(order)).status).toBe(400);
  });

  it('of no scope admin makes no keys', async () => {
    expect((await make({ name: 'x', scopes: ['admin'] }, readKey)).status).toBe(403);
    expect((await make({ name: 'x', scopes: ['admin'] }, '')).status).toBe(401);
    expect(apiKey).not.toBe(readKey);
  });
});
