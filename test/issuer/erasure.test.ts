/** Erasure: everything of a worker goes at once, what was issued stays checkable, and nothing comes back. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseJws, parseJwsPayload, verifyJws } from '../../core/proof/jws.ts';
import { forgetClaimed } from '../../issuer/erase/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { tablesOfWorkers } from '../../store/erasure.ts';
import { apiKey, startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

const folder = mkdtempSync(join(tmpdir(), 'kluscv-erasure-'));
let issuer: TestIssuer;
let file: string;
let count = 0;
beforeEach(async () => {
  count += 1;
  file = join(folder, `${count}.db`);
  issuer = await startTestIssuer({ databaseUrl: `sqlite:${file}` });
});
afterEach(async () => {
  await issuer.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const gig = (gigId: string, more: object = {}) => ({
  gigId,
  workerId: 'W-1',
  workerName: 'Fatima de Vries',
  status: 'completed',
  startedAt: '2025-03-01T10:00:00Z',
  minutes: 60,
  updatedAt: '2025-03-02T10:00:00Z',
  ...more,
});
const send = async (...gigs: object[]) => {
  const response = await fetch(`${issuer.url}/api/v1/gigs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/x-ndjson' },
    body: gigs.map((one) => JSON.stringify(one)).join('\n'),
  });
  return response.json();
};
const bytesOfStore = (): string =>
  readdirSync(folder)
    .filter((name) => name.startsWith(`${count}.db`))
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');

describe('erasing a worker', () => {
  it('leaves no row, no name and no text of the worker, in the database file neither', async () => {
    await issuer.call('PUT', '/workers/W-1', { name: 'Checked-Name', nameBasis: 'identity_document' });
    await issuer.call('POST', '/workers/W-1/offers', { txCode: true });
    await issuer.call('POST', '/workers/W-1/credentials', { configuration: 'kluscv-ldp' });
    expect(bytesOfStore()).toContain('Netjes en op tijd');
    expect((await issuer.call('DELETE', '/workers/W-1')).status).toBe(204);
    const left = bytesOfStore();
    for (const personal of ['Fatima', 'Checked-Name', 'Netjes en op tijd', 'W-1'])
      expect(left, personal).not.toContain(personal);
    expect((await issuer.call('GET', '/workers/W-1/record')).status).toBe(404);
  });

  it('answers with a receipt that the issuer signed and that names nobody', async () => {
    const response = await issuer.call('DELETE', '/workers/W-1');
    const receipt = response.headers.get('kluscv-receipt') ?? '';
    const { ed25519 } = issuer.deps.keys.known();
    expect((await verifyJws(receipt, ed25519.signer.publicJwk, nodeCrypto)).ok).toBe(true);
    const parsed = parseJws(receipt);
    const payload = parsed.ok ? parseJwsPayload(parsed.value) : parsed;
    expect(payload).toMatchObject({ ok: true, value: { iss: issuer.url, erased: { gigRecords: 6 } } });
    expect(JSON.stringify(payload)).not.toMatch(/W-1|Fatima/);
    const id = response.headers.get('kluscv-receipt-id');
    expect(await (await issuer.call('GET', `/erasures/${id}`)).json()).toMatchObject({ receipt });
    expect((await issuer.call('GET', '/erasures/other')).status).toBe(404);
  });

  it('keeps the status of what was issued', async () => {
    const { credentialId, credential } = await (
      await issuer.call('POST', '/workers/W-1/credentials', { configuration: 'kluscv-ldp' })
    ).json();
    await issuer.call('POST', `/credentials/${credentialId}/status`, { status: 'revoked' });
    await issuer.call('DELETE', '/workers/W-1');
    const index = Number(credential.credentialStatus[0].statusListIndex);
    const list = await issuer.deps.store.statusLists.loadList(1);
    expect(list?.changed).toContainEqual(expect.objectContaining({ index, status: 'revoked' }));
  });

  it('is not undone by an import, a name, an offer, or a link that was given before', async () => {
    const { claimUrl } = await (await issuer.call('POST', '/workers/W-1/offers', {})).json();
    await issuer.call('DELETE', '/workers/W-1');
    expect(await send(gig('G-1'), gig('G-77', { workerId: 'W-5' }))).toMatchObject({
      accepted: 1,
      refused: [{ line: 1, code: 'erased_worker' }],
    });
    const name = { name: 'Fatima de Vries', nameBasis: 'not_checked' };
    expect((await issuer.call('PUT', '/workers/W-1', name)).status).toBe(410);
    expect((await issuer.call('POST', '/workers/W-1/offers', {})).status).toBe(404);
    const opened = await fetch(`${issuer.url}/claim/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: new URL(claimUrl).hash.slice(1) }),
    });
    expect(opened.status).toBe(410);
  });

  it('is refused to an import that has no key to know the erased by', async () => {
    const { store } = issuer.deps;
    await issuer.call('DELETE', '/workers/W-1');
    const { ingest, ownForm } = await import('../../issuer/ingest/index.ts');
    const source = (async function* () {
      yield new TextEncoder().encode(JSON.stringify(gig('G-1')));
    })();
    await expect(ingest({ source, mapping: ownForm, store, now: new Date() })).rejects.toMatchObject({
      code: 'invalid_config',
    });
  });

  it('knows every table that has rows of workers', () => {
    const database = new DatabaseSync(file, { readOnly: true });
    const tables = database
      .prepare(
        "select m.name as name from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and c.name = 'worker_id'",
      )
      .all()
      .map((row) => String(row.name));
    database.close();
    expect(tables.toSorted()).toEqual([...tablesOfWorkers].toSorted());
  });
});

describe("a reviewer's objection", () => {
  const reviews = async (): Promise<unknown[]> =>
    (await (await issuer.call('GET', '/workers/W-1/record')).json()).reviews;

  it('removes the review for good, also from the next import', async () => {
    const reviewed = gig('G-50', { review: { text: 'Mijn adres is Dorpsstraat 1.', date: '2025-03-01' } });
    await send(reviewed);
    expect(await reviews()).toHaveLength(2);
    expect((await issuer.call('DELETE', '/gigs/G-50/review')).status).toBe(200);
    expect(await reviews()).toHaveLength(1);
    expect(bytesOfStore()).not.toContain('Dorpsstraat');
    expect(await send(reviewed)).toMatchObject({ accepted: 0, corrected: 0, unchanged: 1 });
    expect(await send({ ...reviewed, updatedAt: '2025-04-01T10:00:00Z' })).toMatchObject({ corrected: 1 });
    expect(await reviews()).toHaveLength(1);
    expect((await issuer.call('DELETE', '/gigs/G-50/review')).status).toBe(404);
  });

  it('withdraws what was issued with it, offers the same without it, and leaves the rest alone', async () => {
    const issue = async (include?: unknown): Promise<string> => {
      const order = { configuration: 'kluscv-ldp', ...(include === undefined ? {} : { include }) };
      return (await (await issuer.call('POST', '/workers/W-1/credentials', order)).json()).credentialId;
    };
    const chosen = await issue({ reviews: ['G-1'] });
    const all = await issue(['reviews']);
    const none = await issue();
    const answer = await (await issuer.call('DELETE', '/gigs/G-1/review')).json();
    expect(answer.withdrawn.toSorted()).toEqual([chosen, all].toSorted());
    expect(answer.offer.claimUrl).toContain('/claim#');
    const { credentials } = await (await issuer.call('GET', '/workers/W-1/credentials')).json();
    expect(credentials).toContainEqual(expect.objectContaining({ credentialId: none, status: 'active' }));
    expect(credentials).toContainEqual(expect.objectContaining({ credentialId: all, status: 'revoked' }));
  });
});

describe('the mode that keeps nothing once claimed', () => {
  it('forgets a worker who took the paper, when the page has closed', async () => {
    const own = await startTestIssuer({ retention: 'until-claimed' });
    try {
      const { claimUrl } = await (await own.call('POST', '/workers/W-1/offers', {})).json();
      const page = { 'content-type': 'application/json' };
      const session = await fetch(`${own.url}/claim/api/session`, {
        method: 'POST',
        headers: page,
        body: JSON.stringify({ token: new URL(claimUrl).hash.slice(1) }),
      });
      const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      await fetch(`${own.url}/claim/api/pdf`, { method: 'POST', headers: { ...page, cookie }, body: '{}' });
      expect(await forgetClaimed(own.deps)).toBe(0);
      own.passTime(3_600);
      expect(await forgetClaimed(own.deps)).toBe(1);
      expect((await own.call('GET', '/workers/W-1/record')).status).toBe(404);
      expect((await own.call('GET', '/workers/W-2/record')).status).toBe(200);
      expect(await own.deps.store.statusLists.loadList(1)).toBeDefined();
    } finally {
      await own.close();
    }
  });

  it('is off unless it was chosen', async () => {
    await issuer.call('POST', '/workers/W-1/credentials', { configuration: 'kluscv-ldp' });
    issuer.passTime(86_400);
    expect(await forgetClaimed(issuer.deps)).toBe(0);
    expect((await issuer.call('GET', '/workers/W-1/record')).status).toBe(200);
  });
});
