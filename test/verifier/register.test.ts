/** The operator's register: off unless turned on; then encrypted, found by number or digest, read by key, erased by request and by time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashEntry, readConfig, verifyChain } from '../../server/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { VerifierConfig } from '../../verifier/index.ts';
import { readPdfAttachments } from '../../verifier/receive/read-pdf-attachments.ts';
import { createRegister, forgetReports, type Register } from '../../verifier/register/index.ts';
import { bearer, postJson } from './calls.ts';
import { apiKey, createWorld, facts, lenderKey, type World } from './world.ts';

const [oldKey, newKey] = [nodeCrypto.randomBytes(32), nodeCrypto.randomBytes(32)];
let world: World;
let credential: string;
let parts: Pick<Parameters<typeof createRegister>[0], 'store' | 'hashSecret' | 'clock'>;
beforeAll(async () => {
  world = await createWorld({
    register: (given) => {
      parts = given;
      return createRegister({ ...given, keys: [oldKey], days: 30 });
    },
  });
  credential = await world.issue(facts, world.newHolder());
});
afterAll(() => world.close());

const at = (path = '') => `${world.url}/api/v1/kept-reports${path}`;
const sign = async (text = credential) =>
  (await fetch(`${world.url}/api/v1/signed-reports`, { method: 'POST', body: text })).json();
const get = (path: string, key = apiKey, accept = 'application/json') =>
  fetch(at(path), { headers: { ...bearer(key), accept } });
const list = async () => (await (await get('')).json()).reports;
const actions = async () =>
  (await world.store.verifierAudit.listEntries({ after: 0, limit: 1_000 })).map(
    ({ actor, action, subject }) => [actor.replace(/setting-.*/, 'setting'), action, subject],
  );

describe('a register that is on', () => {
  it('says so in the report and to pages, and until when', async () => {
    const { content } = await sign();
    expect(content.kept).toEqual({ until: '2026-12-21T12:00:00.000Z' });
    const service = await fetch(`${world.url}/api/v1/service`);
    expect(await service.json()).toEqual({ name: 'Thuiszorg De Linde', register: { days: 30 } });
  });

  it('gives the report as it was signed, by reference number, as JSON and as PDF, and writes down who read it', async () => {
    const signed = await sign();
    const { jti } = signed.content;
    expect(await (await get(`/${jti}`)).json()).toEqual(signed);
    const pdf = await get(`/${jti}?language=en`, apiKey, 'application/pdf');
    const [attached] = (await readPdfAttachments(new Uint8Array(await pdf.arrayBuffer()))) ?? [];
    expect(JSON.parse(new TextDecoder().decode(attached))).toEqual(signed);
    expect(await actions()).toEqual(
      expect.arrayContaining([
        ['service', 'report_kept', jti],
        ['key:setting', 'report_read', jti],
      ]),
    );
    for (const reference of ['KR-0000-0000-0000', 'nonsense'])
      expect((await get(`/${reference}`)).status).toBe(404);
  });

  it('holds nothing in the clear: no name, no platform, no number, no digest', async () => {
    const { content } = await sign();
    const rows = JSON.stringify(await world.store.keptReports.listReports({ limit: 100 }));
    for (const secret of ['Sanne', 'Poetsmaat', content.jti, content.credentials[0].sha256, 'valid'])
      expect(rows).not.toContain(secret);
  });

  it('lists page by page without anything about the worker, and finds by the digest of the credential', async () => {
    const other = await world.issue(facts, world.newHolder());
    const { content } = await sign(other);
    const sha256 = content.credentials[0].sha256;
    const first = await (await get('?limit=1')).json();
    expect(first.reports).toHaveLength(1);
    const all = [...first.reports];
    for (let { nextCursor } = first; nextCursor !== undefined; ) {
      const page = await (await get(`?limit=2&cursor=${nextCursor}`)).json();
      all.push(...page.reports);
      nextCursor = page.nextCursor;
    }
    expect(all).toEqual(await list());
    expect(JSON.stringify(all)).not.toMatch(/Sanne|Poetsmaat/);
    const found = await postJson(at('/searches'), { credential: sha256 }, bearer(apiKey));
    expect((await found.json()).reports.map(({ reference }: { reference: string }) => reference)).toEqual([
      content.jti,
    ]);
    expect((await get('?cursor=nonsense')).status).toBe(400);
    expect((await postJson(at('/searches'), { credential: 'Sanne' }, bearer(apiKey))).status).toBe(400);
  });

  it('erases one by its number, and all on one credential by its digest, and writes down that it did', async () => {
    const [one, two] = [await sign(), await sign()];
    const gone = await fetch(at(`/${one.content.jti}`), { method: 'DELETE', headers: bearer(apiKey) });
    expect(gone.status).toBe(204);
    expect((await get(`/${one.content.jti}`)).status).toBe(404);
    const again = await fetch(at(`/${one.content.jti}`), { method: 'DELETE', headers: bearer(apiKey) });
    expect(again.status).toBe(404);
    const digest = two.content.credentials[0].sha256;
    const erased = await postJson(at('/erasures'), { credential: digest }, bearer(apiKey));
    expect((await erased.json()).erased).toBeGreaterThan(0);
    expect((await get(`/${two.content.jti}`)).status).toBe(404);
    const none = await postJson(at('/erasures'), { reference: two.content.jti }, bearer(apiKey));
    expect(await none.json()).toEqual({ erased: 0 });
    expect(await actions()).toContainEqual(['key:setting', 'reports_erased', one.content.jti]);
    expect(await verifyChain(world.store.verifierAudit)).toMatchObject({ intact: true });
  });

  it('is for keys of its own scope', async () => {
    expect((await get('', lenderKey)).status).toBe(403);
    expect((await fetch(at())).status).toBe(401);
    expect((await postJson(at('/erasures'), { reference: 'KR-0000-0000-0000' })).status).toBe(401);
  });

  it('says what changed since a report that it kept', async () => {
    const earlier = await sign();
    await world.publish('revoked');
    try {
      const kept = await (await get(`/${earlier.content.jti}`)).text();
      const form = new FormData();
      form.set('credential', credential);
      form.set('previous', new File([kept], 'kept.json'));
      const response = await fetch(`${world.url}/api/v1/signed-reports`, { method: 'POST', body: form });
      expect((await response.json()).content.since).toMatchObject({
        reference: earlier.content.jti,
        sameCredentials: true,
      });
    } finally {
      await world.publish('active');
    }
  });

  it('opens old reports with a second key while new ones go under the first', async () => {
    const { content } = await sign();
    const rotated = createRegister({ ...parts, keys: [newKey, oldKey], days: 30 });
    expect((await rotated.find(content.jti, 'cli'))?.signed.content.jti).toBe(content.jti);
    const alone = createRegister({ ...parts, keys: [newKey], days: 30 });
    expect(await alone.find(content.jti, 'cli')).toBeUndefined();
    expect((await alone.list({ limit: 100 })).reports).toEqual([]);
  });

  it('forgets by itself when the time is over, at once for readers and then in the database', async () => {
    const { content } = await sign();
    world.wait(30 * 86_400);
    expect((await get(`/${content.jti}`)).status).toBe(404);
    expect(await list()).toEqual([]);
    expect(await world.store.keptReports.listReports({ limit: 100 })).not.toEqual([]);
    expect(await (world.deps.register as Register).forget()).toBeGreaterThan(0);
    expect(await world.store.keptReports.listReports({ limit: 100 })).toEqual([]);
    expect((await actions()).at(-1)).toEqual(['service', 'reports_forgotten', undefined]);
    expect(await (world.deps.register as Register).forget()).toBe(0);
  });
});

describe('a register that is off', () => {
  it('still lets go of what it kept, at its term', async () => {
    const other = await createWorld();
    const kept = createRegister({
      store: other.store,
      hashSecret: oldKey,
      clock: other.now,
      keys: [oldKey],
      days: 1,
    });
    const { content, jws } = await sign();
    const { kept: _, ...plain } = content;
    await kept.keep({ content: plain, jws });
    const forget = () => forgetReports({ store: other.store, clock: other.now });
    expect(await forget()).toBe(0);
    other.wait(86_400);
    expect(await forget()).toBe(1);
    expect(await other.store.keptReports.listReports({ limit: 1 })).toEqual([]);
    await other.close();
  });

  it('is not there, and nothing is kept', async () => {
    const off = await createWorld();
    try {
      const body = await off.issue(facts, off.newHolder());
      const response = await fetch(`${off.url}/api/v1/signed-reports`, { method: 'POST', body });
      expect((await response.json()).content.kept).toBeUndefined();
      expect(await off.store.keptReports.listReports({ limit: 1 })).toEqual([]);
      expect((await fetch(`${off.url}/api/v1/kept-reports`, { headers: bearer(apiKey) })).status).toBe(404);
      expect((await (await fetch(`${off.url}/api/v1/service`)).json()).register).toBe(null);
    } finally {
      await off.close();
    }
  });
});

describe('its settings', () => {
  const secret = Buffer.from(oldKey).toString('base64url');
  const read = (env: Record<string, string>) =>
    readConfig(VerifierConfig, { KLUSCV_KEY_SECRET: secret, ...env });

  it('are a number of days and keys, both or neither', () => {
    expect(read({}).registerDays).toBeUndefined();
    const on = read({ KLUSCV_REGISTER_DAYS: '365', KLUSCV_REGISTER_KEY: `${secret},${secret}` });
    expect([on.registerDays, on.registerKeys?.length]).toEqual([365, 2]);
    for (const env of [
      { KLUSCV_REGISTER_DAYS: '365' },
      { KLUSCV_REGISTER_KEY: secret },
      { KLUSCV_REGISTER_DAYS: '0', KLUSCV_REGISTER_KEY: secret },
      { KLUSCV_REGISTER_DAYS: '365', KLUSCV_REGISTER_KEY: 'short' },
      { KLUSCV_REGISTER_DAYS: '365', KLUSCV_REGISTER_KEY: `${secret},` },
    ])
      expect(() => read(env)).toThrow('KLUSCV_REGISTER');
  });
});

it('entries of the audit log are chained by the hash that the issuer uses', async () => {
  const [first] = await world.store.verifierAudit.listEntries({ after: 0, limit: 1 });
  if (first === undefined) throw new Error('the log is empty');
  const { hash, ...entry } = first;
  expect(hashEntry(entry)).toBe(hash);
});
