/**
 * The audit log: only ever added to. Each entry holds the hash of the one before, so that an entry that was changed,
 * dropped or slipped in breaks the chain (`issuer/audit`).
 */
import { type AuditCount, type AuditTable, countAuditEntries } from './audit-counts.ts';
import { insertRows } from './many-rows.ts';
import type { Database } from './query-layer.ts';
import { inTransaction } from './transact.ts';

export type AuditContent = {
  readonly at: Date;
  /** Who: `key:…`, `cli`, `worker`, `wallet` or `service`. */
  readonly actor: string;
  readonly action: string;
  /** Which worker, by pseudonym. */
  readonly worker?: string;
  /** What, by an id that names nobody. */
  readonly subject?: string;
  /** Counts and codes, as JSON text. */
  readonly details: string;
};
export type AuditEntry = AuditContent & {
  /** 1 and up, without gaps. */
  readonly seq: number;
  /** Hash of the entry before; empty for the first. */
  readonly previous: string;
  readonly hash: string;
};

export type AuditStore = {
  /** Adds an entry behind the last; `hash` is given all that it covers. */
  readonly appendEntry: (
    content: AuditContent,
    hash: (entry: Omit<AuditEntry, 'hash'>) => string,
  ) => Promise<AuditEntry>;
  /** Adds entries behind the last, at most some hundreds, in their order. */
  readonly appendEntries: (
    contents: readonly AuditContent[],
    hash: (entry: Omit<AuditEntry, 'hash'>) => string,
  ) => Promise<void>;
  /** How many entries there are of each kind; asking costs the same however many there are. */
  readonly countEntries: () => Promise<readonly AuditCount[]>;
  /** How often workers were offered a KlusCV, took one into a wallet, and downloaded the paper. */
  readonly countUses: () => Promise<{
    readonly offers: number;
    readonly claims: number;
    readonly downloads: number;
  }>;
  /** Entries in order, from behind `after` (0 for the first) on. */
  readonly listEntries: (page: { after: number; limit: number }) => Promise<readonly AuditEntry[]>;
};

/** The same for each service, in a table of its own. */
export const createAuditStore = (db: Database, table: AuditTable = 'audit_log'): AuditStore => ({
  appendEntry: (content, hash) =>
    inTransaction(db, async (tx) => {
      const entry = chain(content, await loadLast(tx, table), hash);
      await tx.insertInto(table).values(toRow(entry)).execute();
      return entry;
    }),
  appendEntries: (contents, hash) =>
    inTransaction(db, async (tx) => {
      if (contents.length === 0) return;
      let last = await loadLast(tx, table);
      const entries: AuditEntry[] = [];
      for (const content of contents) {
        const entry = chain(content, last, hash);
        entries.push(entry);
        last = entry;
      }
      await insertRows(tx, table, columns, entries.map(toRow));
    }),
  countEntries: () => countAuditEntries(db, table),
  countUses: async () => {
    const counts = await countAuditEntries(db, table);
    const sum = (counted: string, isBy: (actor: AuditCount['actor']) => boolean): number =>
      counts.reduce(
        (total, { action, actor, count }) => (action === counted && isBy(actor) ? total + count : total),
        0,
      );
    return {
      // What the worker's page makes of an offer is the same offer.
      offers: sum('offer_created', (actor) => actor !== 'worker'),
      claims: sum('credential_issued', (actor) => actor === 'wallet'),
      downloads: sum('credential_issued', (actor) => actor === 'worker'),
    };
  },
  listEntries: async ({ after, limit }) => {
    const rows = await db
      .selectFrom(table)
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      seq: row.seq,
      at: new Date(row.at),
      actor: row.actor,
      action: row.action,
      ...(row.worker === null ? {} : { worker: row.worker }),
      ...(row.subject === null ? {} : { subject: row.subject }),
      details: row.details,
      previous: row.previous,
      hash: row.hash,
    }));
  },
});

type Last = Pick<AuditEntry, 'seq' | 'hash'> | undefined;

const loadLast = (db: Database, table: AuditTable): Promise<Last> =>
  db.selectFrom(table).select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();

const chain = (
  content: AuditContent,
  last: Last,
  hash: (entry: Omit<AuditEntry, 'hash'>) => string,
): AuditEntry => {
  const unhashed = { ...content, seq: (last?.seq ?? 0) + 1, previous: last?.hash ?? '' };
  return { ...unhashed, hash: hash(unhashed) };
};

const columns = {
  seq: 'bigint',
  at: 'text',
  actor: 'text',
  action: 'text',
  worker: 'text',
  subject: 'text',
  details: 'text',
  previous: 'text',
  hash: 'text',
} as const;

const toRow = (entry: AuditEntry) => ({
  seq: entry.seq,
  at: entry.at.toISOString(),
  actor: entry.actor,
  action: entry.action,
  worker: entry.worker ?? null,
  subject: entry.subject ?? null,
  details: entry.details,
  previous: entry.previous,
  hash: entry.hash,
});
