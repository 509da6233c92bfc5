/**
 * How many entries of an audit log there are of each kind. What was counted once is kept, ten thousand entries at a
 * time, so that asking costs the same on the first day and with a million credentials issued; the entries behind that
 * are counted as they stand.
 */
import { sql } from 'kysely';
import type { Database } from './query-layer.ts';
import { inSnapshot, inTransaction } from './transact.ts';

/** Each service has a log of its own. */
export type AuditTable = 'audit_log' | 'verifier_audit_log';

export type AuditCount = {
  readonly action: string;
  /** Whether it was the worker, from the page, or the worker's wallet, or somebody else. */
  readonly actor: 'worker' | 'wallet' | 'other';
  /** Of what was issued. */
  readonly configuration?: string;
  readonly count: number;
};

/** Entries that are counted in one go, so that others are served in between. */
const atOnce = 10_000;

/** The counts of all entries up to now. */
export async function countAuditEntries(db: Database, log: AuditTable): Promise<readonly AuditCount[]> {
  for (;;) {
    const counts = await inSnapshot(db, (snapshot) => look(snapshot, log));
    if (counts !== undefined) return counts;
    await inTransaction(db, (transaction) => countFurther(transaction, log));
  }
}

/** What is kept and what came since; nothing while too much came since. */
async function look(db: Database, log: AuditTable): Promise<readonly AuditCount[] | undefined> {
  const counted = await db
    .selectFrom('audit_counted')
    .select('seq')
    .where('log', '=', log)
    .executeTakeFirst();
  const from = Number(counted?.seq ?? 0);
  if ((await loadNewest(db, log)) >= from + atOnce) return undefined;
  const kept = await db.selectFrom('audit_counts').selectAll().where('log', '=', log).execute();
  const sum = new Map<string, AuditCount>();
  const add = (one: AuditCount): void => {
    const key = JSON.stringify([one.action, one.actor, one.configuration]);
    sum.set(key, { ...one, count: one.count + (sum.get(key)?.count ?? 0) });
  };
  for (const { action, actor, configuration, entries } of kept)
    add({
      action,
      actor: actor === 'worker' || actor === 'wallet' ? actor : 'other',
      ...(configuration === '' ? {} : { configuration }),
      count: Number(entries),
    });
  for (const one of await countRange(db, log, { from, to: from + atOnce })) add(one);
  return [...sum.values()];
}

/** Counts the next entries for good. Whoever does so at the same time waits, and goes on behind them. */
async function countFurther(db: Database, log: AuditTable): Promise<void> {
  await db
    .insertInto('audit_counted')
    .values({ log, seq: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const newest = await loadNewest(db, log);
  const head = await db
    .updateTable('audit_counted')
    .set((set) => ({ seq: set('seq', '+', atOnce) }))
    .where('log', '=', log)
    .where('seq', '<=', newest - atOnce)
    .returning('seq')
    .executeTakeFirst();
  if (head === undefined) return;
  const to = Number(head.seq);
  for (const { action, actor, configuration = '', count } of await countRange(db, log, {
    from: to - atOnce,
    to,
  }))
    await db
      .insertInto('audit_counts')
      .values({ log, action, actor, configuration, entries: count })
      .onConflict((conflict) =>
        conflict
          .columns(['log', 'action', 'actor', 'configuration'])
          .doUpdateSet((set) => ({ entries: set('audit_counts.entries', '+', set.ref('excluded.entries')) })),
      )
      .execute();
}

const loadNewest = async (db: Database, log: AuditTable): Promise<number> => {
  const row = await db.selectFrom(log).select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return Number(row?.seq ?? 0);
};

/** From behind `from` to `to`. */
async function countRange(
  db: Database,
  log: AuditTable,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<AuditCount[]> {
  const rows = await db
    .selectFrom(log)
    .select(({ fn }) => [
      'action',
      sql<AuditCount['actor']>`case when actor in ('worker', 'wallet') then actor else 'other' end`.as('by'),
      sql<string>`case when action = 'credential_issued' then details else '' end`.as('issued'),
      fn.countAll<number>().as('count'),
    ])
    .where('seq', '>', from)
    .where('seq', '<=', to)
    .groupBy(['action', 'by', 'issued'])
    .execute();
  const counts = rows.map(({ action, by, issued, count }): AuditCount => {
    const configuration = configurationOf(issued);
    return {
      action,
      actor: by,
      ...(configuration === undefined ? {} : { configuration }),
      count: Number(count),
    };
  });
  return counts;
}

const configurationOf = (issued: string): string | undefined => {
  const details: unknown = issued === '' ? undefined : JSON.parse(issued);
  return typeof details === 'object' && details !== null && 'configuration' in details
    ? String(details.configuration)
    : undefined;
};
