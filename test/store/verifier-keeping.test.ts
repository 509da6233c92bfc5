/** The register of reports and the calls about records: what the verifier keeps when it is asked to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../store/index.ts';
import { recordVerifierChange } from '../../verifier/audit/index.ts';
import { engines } from './engines.ts';

describe.each(engines())('what a verifier keeps, on $name', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  const at = (second: number): Date => new Date(Date.UTC(2026, 10, 21, 12, 0, second));
  const keep = (id: string, second: number, credentials: readonly string[]) =>
    store.keptReports.storeReport(
      {
        reportId: id,
        referenceHash: `ref-${id}`,
        encrypted: `jwe-${id}`,
        keptAt: at(second),
        forgetAt: at(second + 30),
      },
      credentials,
    );
  const ids = (reports: readonly { readonly reportId: string }[]) => reports.map(({ reportId }) => reportId);

  describe('kept reports', () => {
    it('are found by reference and by credential, page by page, and end by either or by time', async () => {
      const { keptReports } = store;
      await keep('a', 0, ['c1', 'c1', 'c2']);
      await keep('b', 0, ['c1']);
      await keep('c', 5, ['c3']);
      expect(await keptReports.findByReference('ref-a')).toMatchObject({
        encrypted: 'jwe-a',
        forgetAt: at(30),
      });
      expect(ids(await keptReports.listByCredential('c1'))).toEqual(['b', 'a']);
      expect(ids(await keptReports.listReports({ limit: 2 }))).toEqual(['c', 'b']);
      expect(
        ids(await keptReports.listReports({ limit: 2, before: { keptAt: at(0), reportId: 'b' } })),
      ).toEqual(['a']);
      expect(await keptReports.dropByCredential('c2')).toBe(1);
      expect(await keptReports.dropByCredential('c2')).toBe(0);
      expect(ids(await keptReports.listByCredential('c1'))).toEqual(['b']);
      expect(await keptReports.dropByReference('ref-b')).toBe(1);
      expect(await keptReports.forgetReports(at(34))).toBe(0);
      expect(await keptReports.forgetReports(at(35))).toBe(1);
      expect(await keptReports.listByCredential('c3')).toEqual([]);
    });
  });

  describe('calls about records', () => {
    it('are lent to one process at a time, and come back later or not at all', async () => {
      const { recordDeliveries } = store;
      await recordDeliveries.storeDelivery(
        { deliveryId: 'd', recordId: 'r', receiver: 'k', url: 'https://site.example/hook', body: '{}' },
        at(0),
      );
      const due = (second: number) =>
        recordDeliveries.takeDue({ now: at(second), until: at(second + 10), limit: 5 });
      expect(await due(0)).toMatchObject([{ deliveryId: 'd', attempts: 0, body: '{}' }]);
      expect(await due(9)).toEqual([]);
      expect(await due(10)).toMatchObject([{ attempts: 1 }]);
      await recordDeliveries.delayDelivery('d', at(40));
      expect(await due(39)).toEqual([]);
      expect(await due(40)).toHaveLength(1);
      await recordDeliveries.dropDelivery('d');
      expect(await due(59)).toEqual([]);
    });
  });

  it('each service has an audit log of its own', async () => {
    const entry = { at: at(0), actor: 'cli', action: 'x', details: '{}' };
    await store.verifierAudit.appendEntry(entry, () => 'h');
    expect(await store.verifierAudit.listEntries({ after: 0, limit: 5 })).toHaveLength(1);
    expect(await store.audit.listEntries({ after: 0, limit: 5 })).toEqual([]);
  });

  it('entries of an audit log that come at the same moment stand in one chain', async () => {
    const write = (action: string) =>
      recordVerifierChange(store, { actor: 'cli', action: 'report_read', subject: action }, at(1));
    const before = (await store.verifierAudit.listEntries({ after: 0, limit: 100 })).length;
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map(write));
    const entries = await store.verifierAudit.listEntries({ after: before, limit: 100 });
    expect(entries.map(({ subject }) => subject).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(new Set(entries.map(({ previous }) => previous)).size).toBe(5);
  });
});
