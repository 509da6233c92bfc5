/** Issued credentials. Of a credential is kept that it was issued and how it was chosen, never what it said. */
import { areOneOf, insertRows, isOneOf } from './many-rows.ts';
import { parseInclude } from './offers.ts';
import type { Database } from './query-layer.ts';
import { type CredentialStatus, parseStatus, type StatusIndex } from './status-lists.ts';
import { inTransaction } from './transact.ts';

export type IssuedCredential = {
  readonly credentialId: string;
  readonly workerId: string;
  readonly configuration: string;
  readonly status: CredentialStatus;
  /** Why the status was changed: for the platform's own books. */
  readonly reasonCode?: string;
  readonly reason?: string;
  readonly issuedAt: Date;
  readonly validUntil: Date;
  /** For whom a copy was made, in the worker's words. */
  readonly madeFor?: string;
  /** The choice of claims as it came in; undefined for the default choice. */
  readonly include?: unknown;
  /** A credential with other figures was issued to the worker since. */
  readonly newer: boolean;
  /** When a gig that was counted in it was last corrected, and how often that happened. */
  readonly correctedAt?: Date;
  readonly correctedGigs: number;
};
export type NewCredential = Pick<
  IssuedCredential,
  'credentialId' | 'workerId' | 'configuration' | 'issuedAt' | 'validUntil' | 'madeFor' | 'include'
> & {
  readonly statusIndex: StatusIndex;
  /** Keyed hash of the figures; those before with another one get to be told that a newer one exists. */
  readonly recordHash: string;
};

export type StatusChange = {
  readonly status: CredentialStatus;
  readonly reasonCode?: string;
  readonly reason?: string;
};

export type CredentialStore = {
  readonly storeCredential: (credential: NewCredential) => Promise<void>;
  /** Many at once, at most some hundreds, in the order in which they were issued; part of a larger change. */
  readonly storeCredentials: (credentials: readonly NewCredential[]) => Promise<void>;
  /** What was signed in the end, where a credential is signed again before anybody had it. */
  readonly renewRecordHash: (credentialId: string, recordHash: string) => Promise<void>;
  /** What was issued to a worker, the newest first. */
  readonly listCredentials: (workerId: string) => Promise<readonly IssuedCredential[]>;
  /** Credentials, not withdrawn, of which a counted gig was corrected since; from behind `after` on. */
  readonly listCorrected: (page: {
    readonly after?: { readonly correctedAt: string; readonly credentialId: string };
    readonly limit: number;
  }) => Promise<readonly IssuedCredential[]>;
  readonly loadCredential: (credentialId: string) => Promise<IssuedCredential | undefined>;
  /** Sets the status and counts the list's version up; false when there is no such credential or it is revoked already. */
  readonly changeStatus: (credentialId: string, change: StatusChange) => Promise<boolean>;
};

export function createCredentialStore(db: Database): CredentialStore {
  return {
    storeCredential: (credential) => storeAll(db, [credential]),
    storeCredentials: (credentials) => storeAll(db, credentials),
    renewRecordHash: async (credentialId, recordHash) => {
      await db
        .updateTable('credentials')
        .set({ record_hash: recordHash })
        .where('credential_id', '=', credentialId)
        .execute();
    },
    listCredentials: async (workerId) => {
      const rows = await withStatus(db)
        .where('worker_id', '=', workerId)
        .orderBy('issued_at', 'desc')
        .orderBy('credential_id')
        .execute();
      return rows.map(fromRow);
    },
    listCorrected: async ({ after, limit }) => {
      const rows = await withStatus(db)
        .where('corrected_at', 'is not', null)
        .where('status', '!=', 'revoked')
        .$if(after !== undefined, (query) =>
          query.where((where) =>
            where.or([
              where('corrected_at', '>', after?.correctedAt ?? ''),
              where.and([
                where('corrected_at', '=', after?.correctedAt ?? ''),
                where('credential_id', '>', after?.credentialId ?? ''),
              ]),
            ]),
          ),
        )
        .orderBy('corrected_at')
        .orderBy('credential_id')
        .limit(limit)
        .execute();
      return rows.map(fromRow);
    },
    loadCredential: async (credentialId) => {
      const row = await withStatus(db).where('credential_id', '=', credentialId).executeTakeFirst();
      return row && fromRow(row);
    },
    changeStatus: (credentialId, { status, reason, reasonCode }) =>
      inTransaction(db, async (tx) => {
        const at = await tx
          .selectFrom('credentials')
          .select(['list', 'idx'])
          .where('credential_id', '=', credentialId)
          .executeTakeFirst();
        if (!at) return false;
        const changed = await tx
          .updateTable('status_entries')
          .set({ status })
          .where('list', '=', at.list)
          .where('idx', '=', at.idx)
          .where('status', '!=', 'revoked')
          .executeTakeFirst();
        if (changed.numUpdatedRows !== 1n) return false;
        await tx
          .updateTable('credentials')
          .set({ status_reason: reason ?? null, reason_code: reasonCode ?? null })
          .where('credential_id', '=', credentialId)
          .execute();
        await countUp(tx, [at.list]);
        return true;
      }),
  };
}

const storeAll = (db: Database, credentials: readonly NewCredential[]): Promise<void> =>
  inTransaction(db, async (tx) => {
    if (credentials.length === 0) return;
    const older = await findOlder(tx, credentials);
    await insertRows(tx, 'credentials', columns, credentials.map(toRow));
    await markOlder(tx, older);
  });

const withStatus = (db: Database) =>
  db
    .selectFrom('credentials')
    .innerJoin('status_entries', (join) =>
      join
        .onRef('status_entries.list', '=', 'credentials.list')
        .onRef('status_entries.idx', '=', 'credentials.idx'),
    )
    .select([
      'credential_id',
      'worker_id',
      'configuration',
      'status',
      'newer',
      'status_reason',
      'reason_code',
      'issued_at',
      'valid_until',
      'made_for',
      'include',
      'corrected_at',
      'corrected_gigs',
    ]);

/** Every list in which something changed is signed anew. */
const countUp = async (db: Database, lists: readonly number[]): Promise<void> => {
  if (lists.length === 0) return;
  await db
    .updateTable('status_lists')
    .set((set) => ({ version: set('version', '+', 1) }))
    .where('list', 'in', [...new Set(lists)])
    .execute();
};

/** Places of credentials with other figures than a newer one: those that are kept, and those issued together with it. */
const findOlder = async (db: Database, issued: readonly NewCredential[]): Promise<StatusIndex[]> => {
  const byWorker = Map.groupBy(issued, ({ workerId }) => workerId);
  const alike = [...byWorker.values()].flatMap(([first, ...others]) =>
    first && others.every(({ recordHash }) => recordHash === first.recordHash)
      ? [[first.workerId, first.recordHash] as const]
      : [],
  );
  // Whether it was said before is looked at below: asked for in the statement, it would tempt the server to read the
  // whole list. Of those from before hashes were kept it is not known what they say.
  const kept = await db
    .selectFrom('credentials')
    .innerJoin('status_entries', (join) =>
      join
        .onRef('status_entries.list', '=', 'credentials.list')
        .onRef('status_entries.idx', '=', 'credentials.idx'),
    )
    .select(['credentials.list', 'credentials.idx', 'worker_id', 'record_hash', 'newer'])
    .where(isOneOf(db, 'worker_id', [...byWorker.keys()]))
    .where('record_hash', 'is not', null)
    // Who fetches the same again and again has ever more that say the same.
    .$if(alike.length > 0, (query) =>
      query.where(({ not }) => not(areOneOf(db, ['worker_id', 'record_hash'], alike))),
    )
    .execute();
  const older = kept
    .filter(
      (row) =>
        row.newer === 0 &&
        byWorker.get(row.worker_id)?.some(({ recordHash }) => recordHash !== row.record_hash),
    )
    .map(({ list, idx }) => ({ list, index: idx }));
  for (const ofWorker of byWorker.values())
    for (const [turn, { recordHash, statusIndex }] of ofWorker.entries())
      if (ofWorker.slice(turn + 1).some((newer) => newer.recordHash !== recordHash)) older.push(statusIndex);
  return older;
};

/** That a newer one exists is said once and for all (Bitstring purpose `refresh`). */
const markOlder = async (db: Database, older: readonly StatusIndex[]): Promise<void> => {
  for (const [list, places] of Map.groupBy(older, (place) => place.list))
    await db
      .updateTable('status_entries')
      .set({ newer: 1 })
      .where('list', '=', list)
      .where(
        isOneOf(
          db,
          'idx',
          places.map(({ index }) => index),
        ),
      )
      .execute();
  await countUp(
    db,
    older.map(({ list }) => list),
  );
};

const columns = {
  credential_id: 'text',
  worker_id: 'text',
  configuration: 'text',
  list: 'bigint',
  idx: 'bigint',
  issued_at: 'text',
  valid_until: 'text',
  made_for: 'text',
  include: 'text',
  record_hash: 'text',
} as const;

const toRow = (credential: NewCredential) => ({
  credential_id: credential.credentialId,
  worker_id: credential.workerId,
  configuration: credential.configuration,
  list: credential.statusIndex.list,
  idx: credential.statusIndex.index,
  status_reason: null,
  reason_code: null,
  issued_at: credential.issuedAt.toISOString(),
  valid_until: credential.validUntil.toISOString(),
  made_for: credential.madeFor ?? null,
  include: credential.include === undefined ? null : JSON.stringify(credential.include),
  record_hash: credential.recordHash,
  corrected_at: null,
});

type CredentialRow = Awaited<ReturnType<ReturnType<typeof withStatus>['execute']>>[number];

const fromRow = (row: CredentialRow): IssuedCredential => ({
  credentialId: row.credential_id,
  workerId: row.worker_id,
  configuration: row.configuration,
  status: parseStatus(row.status),
  newer: row.newer === 1,
  ...(row.reason_code === null ? {} : { reasonCode: row.reason_code }),
  ...(row.status_reason === null ? {} : { reason: row.status_reason }),
  issuedAt: new Date(row.issued_at),
  validUntil: new Date(row.valid_until),
  ...(row.made_for === null ? {} : { madeFor: row.made_for }),
  ...(row.include === null ? {} : { include: parseInclude(row.include) }),
  ...(row.corrected_at === null ? {} : { correctedAt: new Date(row.corrected_at) }),
  correctedGigs: row.corrected_gigs,
});
