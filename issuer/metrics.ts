/** What an operator watches beside requests: what was issued and changed, how full the lists are, when certificates end. */
import { X509Certificate } from 'node:crypto';
import { Counter, Gauge } from 'prom-client';
import type { Metrics } from '../server/index.ts';
import type { IssuerDeps } from './deps.ts';

/**
 * Adds the issuer's own metrics. Counts come from the audit log at each scrape, so that they are the same after a
 * restart and in every process on one store.
 */
export function addIssuerMetrics(
  { registry }: Pick<Metrics, 'registry'>,
  { store, keys }: Pick<IssuerDeps, 'store' | 'keys'>,
): void {
  const registers = [registry];
  let told: ReadonlyMap<string, number> = new Map();
  let counting: Promise<void> | undefined;
  const count = async (): Promise<void> => {
    const fresh = new Map<string, number>();
    for (const { action, actor, configuration, count: entries } of await store.audit.countEntries()) {
      const kind = JSON.stringify([action, actor, configuration]);
      fresh.set(kind, entries);
      const added = entries - (told.get(kind) ?? 0);
      changes.inc({ action }, added);
      if (configuration !== undefined) issued.inc({ configuration }, added);
    }
    told = fresh;
  };
  // Both counters ask at each scrape, and two scrapes may meet: entries are counted once.
  const collect = (): Promise<void> => {
    counting ??= count().finally(() => {
      counting = undefined;
    });
    return counting;
  };
  const issued = new Counter({
    name: 'kluscv_credentials_issued_total',
    help: 'Credentials and papers issued, by configuration.',
    labelNames: ['configuration'],
    registers,
    collect,
  });
  const changes = new Counter({
    name: 'kluscv_changes_total',
    help: 'Entries of the audit log, by action.',
    labelNames: ['action'],
    registers,
    collect,
  });
  const fill = new Gauge({
    name: 'kluscv_status_list_used_ratio',
    help: 'How much of a status list is given out, decoys included.',
    labelNames: ['list'],
    registers,
    collect: async () => {
      for (const { list, size, used } of await store.statusLists.listFills())
        fill.set({ list: String(list) }, used / size);
    },
  });
  const expiry = new Gauge({
    name: 'kluscv_certificate_expiry_timestamp_seconds',
    help: 'When a certificate of the platform ends, in seconds since 1970.',
    labelNames: ['certificate'],
    registers,
    collect: async () => {
      const { p256, certificateAnchors } = await keys.load();
      for (const [name, certificates] of [
        ['leaf', p256.x5c],
        ['anchor', certificateAnchors],
      ] as const)
        for (const base64 of certificates.slice(0, 1)) {
          const { validToDate } = new X509Certificate(Buffer.from(base64, 'base64'));
          expiry.set({ certificate: name }, validToDate.getTime() / 1000);
        }
    },
  });
}
