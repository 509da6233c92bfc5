/** The audit log: every change is in it, nobody is named in it, and no entry can be changed unseen. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pseudonymOf, recordChange } from '../../issuer/audit/index.ts';
import { hashEntry, verifyChain } from '../../server/index.ts';
import type { AuditEntry } from '../../store/index.ts';
import { startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.close());

const readLog = async (): Promise<{ action: string; actor: string; worker?: string; subject?: string }[]> =>
  (await (await issuer.call('GET', '/audit?limit=1000')).json()).entries;

describe('the audit log', () => {
  it('has each change with who, what, about whom by pseudonym, and when', async () => {
    await issuer.call('PUT', '/workers/W-1', { name: 'Fatima Şahin', nameBasis: 'identity_document' });
    await issuer.call('POST', '/workers/W-1/offers', {});
    const issued = await (
      await issuer.call('POST', '/workers/W-1/credentials', { configuration: 'kluscv-sd-jwt' })
    ).json();
    await issuer.call('POST', `/credentials/${issued.credentialId}/status`, { status: 'suspended' });
    await issuer.call('DELETE', '/workers/W-9');
    const log = await readLog();
    expect(log.map(({ action }) => action)).toEqual([
      'worker_named',
      'offer_created',
      'credential_issued',
      'status_changed',
      'worker_erased',
    ]);
    expect(log.every(({ actor }) => actor === 'key:setting-1')).toBe(true);
    expect(log[3]).toMatchObject({
      subject: issued.credentialId,
      details: { from: 'active', to: 'suspended' },
      worker: pseudonymOf(issuer.deps.hashKey, 'W-1'),
    });
    const text = JSON.stringify(log);
    for (const personal of ['W-1', 'W-9', 'Fatima', 'Şahin']) expect(text).not.toContain(personal);
  });

  it('has no entry for a change that was refused', async () => {
    const before = (await readLog()).length;
    await issuer.call('POST', '/credentials/x/status', { status: 'revoked' });
    await issuer.call('PUT', '/workers/W-9', { name: 'Back Again', nameBasis: 'not_checked' });
    await issuer.call('POST', '/workers/nobody/offers', {});
    expect((await readLog()).length).toBe(before);
  });

  it('keeps neither the change nor its entry when the change fails half way', async () => {
    const { store } = issuer.deps;
    const before = (await readLog()).length;
    await expect(
      store.transact(async (stores) => {
        await stores.workers.storeWorker({ workerId: 'W-half', name: 'Half', nameBasis: 'not_checked' });
        await recordChange(issuer.deps, stores, { actor: 'cli', action: 'worker_named', workerId: 'W-half' });
        throw new Error('the power went out');
      }),
    ).rejects.toThrow('the power went out');
    expect(await store.workers.loadWorker('W-half')).toBeUndefined();
    expect((await readLog()).length).toBe(before);
  });

  it('says that it is whole, also with a hash that was noted down before', async () => {
    const report = await (await issuer.call('GET', '/audit/check')).json();
    expect(report).toMatchObject({ intact: true, entries: (await readLog()).length });
    await issuer.call('POST', '/workers/W-1/offers', {});
    const later = await (await issuer.call('GET', `/audit/check?head=${report.head}`)).json();
    expect(later.intact).toBe(true);
    expect(later.head).not.toBe(report.head);
  });
});

describe('the chain', () => {
  const chain: AuditEntry[] = [];
  for (let seq = 1; seq <= 5; seq += 1) {
    const entry = {
      seq,
      at: new Date(Date.UTC(2026, 0, seq)),
      actor: 'cli',
      action: 'offer_created',
      details: '{}',
      previous: chain.at(-1)?.hash ?? '',
    };
    chain.push({ ...entry, hash: hashEntry(entry) });
  }
  const head = chain.at(-1)?.hash ?? '';
  const check = (entries: readonly AuditEntry[], knownHead?: string) =>
    verifyChain(
      { listEntries: async ({ after }) => entries.filter(({ seq }) => seq > after).slice(0, 2) },
      knownHead,
    );
  const without = (seq: number) => chain.filter((entry) => entry.seq !== seq);
  const changed = (seq: number, change: Partial<AuditEntry>) =>
    chain.map((entry) => (entry.seq === seq ? { ...entry, ...change } : entry));

  it('is whole as it was written', async () => {
    expect(await check(chain, head)).toEqual({ intact: true, entries: 5, head });
    expect(await check([])).toEqual({ intact: true, entries: 0, head: '' });
  });

  it.each([
    ['who did it', { actor: 'key:other' }, 'changed'],
    ['what was done', { action: 'worker_erased' }, 'changed'],
    ['about whom', { worker: 'x' }, 'changed'],
    ['when', { at: new Date(0) }, 'changed'],
    ['the details', { details: '{"a":1}' }, 'changed'],
    ['the hash', { hash: 'x' }, 'changed'],
    ['what came before', { previous: 'x' }, 'not_chained'],
  ])('breaks where somebody changed %s', async (_what, change, problem) => {
    expect(await check(changed(3, change))).toMatchObject({ intact: false, brokenAt: 3, problem });
  });

  it('breaks where an entry is gone, and where one was signed anew', async () => {
    expect(await check(without(2))).toMatchObject({ intact: false, brokenAt: 2, problem: 'missing' });
    const forged = { ...chain[2], action: 'other' } as AuditEntry;
    const { hash: _, ...rest } = forged;
    expect(await check(changed(3, { action: 'other', hash: hashEntry(rest) }))).toMatchObject({
      intact: false,
      brokenAt: 4,
      problem: 'not_chained',
    });
  });

  it('cut off at its end is found by a hash noted down before, and only by that', async () => {
    expect(await check(without(5))).toMatchObject({ intact: true });
    expect(await check(without(5), head)).toMatchObject({ intact: false, problem: 'head_not_found' });
  });
});
