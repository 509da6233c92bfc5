import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { type Scope, scopes } from '../../verifier/access/index.ts';
import { parseApiKeys } from '../../verifier/http/api-keys.ts';
import { createRegister } from '../../verifier/register/index.ts';
import { bearer, postJson } from './calls.ts';
import { apiKey, createWorld, facts, lenderKey, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({
    register: (parts) => createRegister({ ...parts, keys: [nodeCrypto.randomBytes(32)], days: 1 }),
  });
});
afterAll(() => world.close());

const at = (path: string) => `${world.url}/api/v1${path}`;
const order = (body: object, key = apiKey) => postJson(at('/api-keys'), body, bearer(key));
const newKey = async (held: readonly Scope[], limits: object = {}) => {
  const made: { keyId: string; apiKey: string } = await (
    await order({ name: 'test', scopes: held, ...limits })
  ).json();
  return made;
};
const statusOf = async (call: Promise<Response>) => (await call).status;
const batch = (key: string) =>
  fetch(at('/checks/batch'), {
    method: 'POST',
    headers: { ...bearer(key), 'content-type': 'application/x-ndjson' },
    body: '',
  });
const counts = (key: string) => fetch(at('/counts'), { headers: bearer(key) });

describe('API keys of the verifier', () => {
  it('are shown once, kept as a hash, listed without it, and withdrawn at once', async () => {
    const answer = await order({ name: 'mortgage desk', scopes: ['ask:lender', 'read'] });
    expect(answer.status).toBe(201);
    const { apiKey: key, keyId, ...rest } = await answer.json();
    expect(key).toMatch(/^kluscv_[\w-]{43}$/);
    expect(rest).toMatchObject({ name: 'mortgage desk', scopes: ['ask:lender', 'read'], state: 'active' });
    expect(JSON.stringify(await world.store.verifierApiKeys.listApiKeys())).not.toContain(key);
    expect(await statusOf(counts(key))).toBe(200);
    const drop = () => fetch(at(`/api-keys/${keyId}`), { method: 'DELETE', headers: bearer(apiKey) });
    expect(await statusOf(drop())).toBe(204);
    expect(await statusOf(drop())).toBe(404);
    expect(await statusOf(counts(key))).toBe(401);
    const { apiKeys } = await (await fetch(at('/api-keys'), { headers: bearer(apiKey) })).json();
    expect(apiKeys).toContainEqual(expect.objectContaining({ keyId, state: 'withdrawn' }));
    expect(JSON.stringify(apiKeys)).not.toContain(key);
    const log = await world.store.verifierAudit.listEntries({ after: 0, limit: 10 });
    expect(log.map(({ action, subject }) => [action, subject])).toEqual([
      ['api_key_created', keyId],
      ['api_key_revoked', keyId],
    ]);
    expect(log.every(({ actor }) => /^key:setting-/.test(actor))).toBe(true);
    expect(JSON.stringify(log)).not.toContain(key);
  });

  it('open what their scopes name and nothing else', async () => {
    const calls: Record<Exclude<Scope, `ask:${string}`>, (key: string) => Promise<Response>> = {
      read: counts,
      check: batch,
      import: (key) => postJson(at('/received-records'), { credential: 'x' }, bearer(key)),
      register: (key) => fetch(at('/kept-reports'), { headers: bearer(key) }),
      admin: (key) => fetch(at('/api-keys'), { headers: bearer(key) }),
    };
    for (const scope of ['read', 'check', 'import', 'register', 'admin'] as const) {
      const { apiKey: key } = await newKey([scope]);
      for (const [needed, call] of Object.entries(calls))
        expect([scope, needed, (await call(key)).status]).toEqual([
          scope,
          needed,
          scope === needed ? 200 : 403,
        ]);
    }
  });

  it('ask for the purposes that they name', async () => {
    const { apiKey: key } = await newKey(['ask:uwv']);
    const ask = (purpose: string) => statusOf(postJson(at('/requests'), { purpose }, bearer(key)));
    expect([await ask('uwv'), await ask('lender'), await ask('employer')]).toEqual([201, 403, 403]);
  });

  it('see answers only with the scope read', async () => {
    const opened = await (await postJson(at('/requests'), { purpose: 'employer' })).json();
    const look = async (held: Scope) => {
      const { apiKey: key } = await newKey([held]);
      return statusOf(fetch(at(`/requests/${opened.id}`), { headers: bearer(key) }));
    };
    expect([await look('read'), await look('check')]).toEqual([200, 401]);
  });

  it.each(['requests', 'digital-credential-requests'])(
    'that ask see the answers to their own questions, by %s, and to nobody else’s',
    async (path) => {
      const [one, other] = [await newKey(['ask:employer', 'read']), await newKey(['ask:employer', 'read'])];
      const opened = await (
        await postJson(at(`/${path}`), { purpose: 'employer' }, bearer(one.apiKey))
      ).json();
      const look = (key: string) => statusOf(fetch(at(`/requests/${opened.id}`), { headers: bearer(key) }));
      expect([await look(one.apiKey), await look(other.apiKey), await look(apiKey)]).toEqual([200, 401, 200]);
      const report = (key: string) =>
        statusOf(postJson(at(`/requests/${opened.id}/signed-report`), {}, bearer(key)));
      expect([await report(one.apiKey), await report(other.apiKey)]).toEqual([409, 401]);
    },
  );

  it('keep to their own limit, and stop when they expire', async () => {
    const { apiKey: key } = await newKey(['read'], { callsPerMinute: 2 });
    expect([await statusOf(counts(key)), await statusOf(counts(key)), await statusOf(counts(key))]).toEqual([
      200, 200, 429,
    ]);
    const { apiKey: short } = await newKey(['read'], { expiresInDays: 1 });
    expect(await statusOf(counts(short))).toBe(200);
    world.wait(86_400);
    expect(await statusOf(counts(short))).toBe(401);
  });

  it('are made only with the scope admin, and only as they should be', async () => {
    expect(await statusOf(order({ name: 'x', scopes: ['read'] }, lenderKey))).toBe(403);
    expect(await statusOf(postJson(at('/api-keys'), { name: 'x', scopes: ['read'] }))).toBe(401);
    for (const wrong of [
      {},
      { name: 'x', scopes: [] },
      { name: 'x', scopes: ['all'] },
      { name: '', scopes: ['read'] },
    ])
      expect(await statusOf(order(wrong))).toBe(400);
  });

  it('stand in the settings with purposes or scopes, or without for everything', () => {
    const [all, lender, checker] = parseApiKeys(
      `${'a'.repeat(16)},${'b'.repeat(16)}=lender,${'c'.repeat(16)}=check`,
    );
    expect([...(all?.scopes ?? [])]).toEqual([...scopes]);
    expect([...(lender?.scopes ?? [])]).toEqual(['ask:lender', 'read', 'check', 'import']);
    expect([...(checker?.scopes ?? [])]).toEqual(['check']);
    for (const wrong of [
      'short',
      `${'a'.repeat(16)}=`,
      `${'a'.repeat(16)}=lender+nothing`,
      `${'a'.repeat(16)}=lender=x`,
    ])
      expect(() => parseApiKeys(wrong)).toThrow('KLUSCV_API_KEY');
  });
});

describe('counts', () => {
  it('stand by purpose and outcome, none under ten, no person and no platform', async () => {
    const credential = await world.issue(facts, world.newHolder());
    await world.publish('active');
    const check = () =>
      fetch(at('/checks'), { method: 'POST', body: credential }).then((response) => response.json());
    const shown = async () => {
      const text = await (await counts(apiKey)).text();
      expect(text).not.toMatch(/Sanne|Poetsmaat/);
      const all: { purpose: string; outcome: string; count: number | null }[] = JSON.parse(text).counts;
      return all.find(({ purpose, outcome }) => purpose === 'check' && outcome === 'valid')?.count;
    };
    for (let count = 0; count < 9; count += 1) await check();
    expect(await shown()).toBe(null);
    await check();
    expect(await shown()).toBe(10);
    await check();
    expect(await shown()).toBe(11);
  });
});
