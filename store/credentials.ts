/** Issued credentials and the status lists. Of a credential is kept that it was issued, never what it said. */
import type { Database } from './query-layer.ts';
import { inTransaction } from './transact.ts';

export type CredentialStatus = 'active' | 'suspended' | 'revoked';
export type StatusIndex = { readonly list: number; readonly index: number };

export type IssuedCredential = {
  readonly credentialId: string;
  readonly workerId: string;
  readonly configuration: string;
  readonly status: CredentialStatus;
  readonly reason?: string;
  readonly issuedAt: Date;
  readonly validUntil: Date;
};
export type NewCredential = Omit<IssuedCredential, 'status' | 'reason'> & {
  readonly statusIndex: StatusIndex;
};

export type StatusList = {
  readonly size: number;
  /** Goes up with every change of a status. */
  readonly version: number;
  readonly changed: readonly { readonly index: number; readonly status: CredentialStatus }[];
};

export type StatusChange = { readonly status: CredentialStatus; readonly reason?: string };

export type CredentialStore = {
  readonly storeCredential: (credential: NewCredential) => Promise<void>;
  readonly listCredentials: (workerId: string) => Promise<readonly IssuedCredential[]>;
  readonly loadCredential: (credentialId: string) => Promise<IssuedCredential | undefined>;
  /** Sets the status and counts the list's version up; false when there is no such credential or it is revoked already. */
  readonly changeStatus: (credentialId: string, change: StatusChange) => Promise<boolean>;
  /** Forgets what was offered and issued to a worker; the indexes and their status stay (domain rule 9). */
  readonly eraseIssued: (workerId: string) => Promise<void>;
  /** The newest list, or undefined before the first. */
  readonly loadNewestList: () => Promise<{ list: number; size: number; used: number } | undefined>;
  /** Opens a list; when another process did so at the same time, that one stays. */
  readonly openList: (list: number, size: number) => Promise<void>;
  /** Takes an index for good; false when it was taken before. */
  readonly takeIndex: (index: StatusIndex) => Promise<boolean>;
  readonly loadListVersion: (list: number) => Promise<number | undefined>;
  readonly loadList: (list: number) => Promise<StatusList | undefined>;
};

export function createCredentialStore(db: Database): CredentialStore {
  const withStatus = () =>
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
        'status_reason',
        'issued_at',
        'valid_until',
      ]);
  return {
    storeCredential: async (credential) => {
      await db
        .insertInto('credentials')
        .values({
          credential_id: credential.credentialId,
          worker_id: credential.workerId,
          configuration: credential.configuration,
          list: credential.statusIndex.list,
          idx: credential.statusIndex.index,
          status_reason: null,
          issued_at: credential.issuedAt.toISOString(),
          valid_until: credential.validUntil.toISOString(),
        })
        .execute();
    },
    listCredentials: async (workerId) => {
      const rows = await withStatus()
        .where('worker_id', '=', workerId)
        .orderBy('issued_at', 'desc')
        .orderBy('credential_id')
        .execute();
      return rows.map(fromRow);
    },
    loadCredential: async (credentialId) => {
      const row = await withStatus().where('credential_id', '=', credentialId).executeTakeFirst();
      return row && fromRow(row);
    },
    changeStatus: (credentialId, { status, reason }) =>
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
          .set({ status_reason: reason ?? null })
          .where('credential_id', '=', credentialId)
          .execute();
        await tx
          .updateTable('status_lists')
          .set((set) => ({ version: set('version', '+', 1) }))
          .where('list', '=', at.list)
          .execute();
        return true;
      }),
    eraseIssued: (workerId) =>
      inTransaction(db, async (tx) => {
        const tokens = tx.selectFrom('access_tokens').select('token_hash').where('worker_id', '=', workerId);
        await tx.deleteFrom('access_token_grants').where('token_hash', 'in', tokens).execute();
        for (const table of ['offers', 'claim_links', 'access_tokens', 'credentials'] as const)
          await tx.deleteFrom(table).where('worker_id', '=', workerId).execute();
      }),
    loadNewestList: () =>
      db
        .selectFrom('status_lists')
        .select(['list', 'size', 'used'])
        .orderBy('list', 'desc')
        .limit(1)
        .executeTakeFirst(),
    openList: async (list, size) => {
      await db
        .insertInto('status_lists')
        .values({ list, size, used: 0, version: 1 })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    takeIndex: ({ list, index }) =>
      inTransaction(db, async (tx) => {
        const taken = await tx
          .insertInto('status_entries')
          .values({ list, idx: index, status: 'active' })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (taken.numInsertedOrUpdatedRows !== 1n) return false;
        await tx
          .updateTable('status_lists')
          .set((set) => ({ used: set('used', '+', 1) }))
          .where('list', '=', list)
          .execute();
        return true;
      }),
    loadListVersion: async (list) => {
      const row = await db
        .selectFrom('status_lists')
        .select('version')
        .where('list', '=', list)
        .executeTakeFirst();
      return row?.version;
    },
    loadList: (list) =>
      inTransaction(db, async (tx) => {
        const head = await tx
          .selectFrom('status_lists')
          .select(['size', 'version'])
          .where('list', '=', list)
          .executeTakeFirst();
        if (!head) return undefined;
        const rows = await tx
          .selectFrom('status_entries')
          .select(['idx', 'status'])
          .where('list', '=', list)
          .where('status', '!=', 'active')
          .execute();
        return { ...head, changed: rows.map((row) => ({ index: row.idx, status: parseStatus(row.status) })) };
      }),
  };
}

type CredentialRow = {
  credential_id: string;
  worker_id: string;
  configuration: string;
  status: string;
  status_reason: string | null;
  issued_at: string;
  valid_until: string;
};

const fromRow = (row: CredentialRow): IssuedCredential => ({
  credentialId: row.credential_id,
  workerId: row.worker_id,
  configuration: row.configuration,
  status: parseStatus(row.status),
  ...(row.status_reason === null ? {} : { reason: row.status_reason }),
  issuedAt: new Date(row.issued_at),
  validUntil: new Date(row.valid_until),
});

function parseStatus(text: string): CredentialStatus {
  return text === 'active' || text === 'suspended' ? text : 'revoked';
}
