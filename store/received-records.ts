/** Records that importing platforms took over: no figures and no names, only what it takes to know one again. */
import type { Database } from './query-layer.ts';
import type { VerifyingTables } from './verifying-tables.ts';

export type StoredReceivedRecord = {
  readonly recordId: string;
  /** Whose it is: the name of the API key. */
  readonly receiver: string;
  /** Keyed hash of the receiver's own reference to the worker. */
  readonly personHash?: string;
  /** Keyed hash of what the platform signed. */
  readonly credentialHash: string;
  readonly platformDid: string;
  readonly platformName: string;
  /** Local dates, where the credential showed them. */
  readonly asOf?: string;
  readonly firstDay?: string;
  readonly lastDay?: string;
  /** JSON: where its status stands; this room does not read it. */
  readonly statusReferences: string;
  /** What the last look at its status said for certain. */
  readonly code: string;
  readonly receivedAt: Date;
  /** When a later look said something else than the one before. */
  readonly changedAt?: Date;
  /** When its status was last known for certain. */
  readonly checkedAt: Date;
  readonly nextCheckAt: Date;
  readonly forgetAt: Date;
  /** Where the receiver wants to be told of a change. */
  readonly webhookUrl?: string;
};

export type ReceivedRecordStore = {
  /** Keeps it, unless the receiver has this credential already. */
  readonly storeRecord: (record: StoredReceivedRecord) => Promise<void>;
  readonly findByCredential: (
    receiver: string,
    credentialHash: string,
  ) => Promise<StoredReceivedRecord | undefined>;
  readonly listByPerson: (receiver: string, personHash: string) => Promise<readonly StoredReceivedRecord[]>;
  readonly loadRecord: (receiver: string, recordId: string) => Promise<StoredReceivedRecord | undefined>;
  /** Those that changed after a moment, the earliest first. */
  readonly listChanged: (
    receiver: string,
    /** With an id: from behind that record of that moment on. */
    after: { readonly changedAt: Date; readonly recordId?: string },
    limit: number,
  ) => Promise<readonly StoredReceivedRecord[]>;
  /** Where to tell of a change from now on. */
  readonly noteWebhook: (recordId: string, webhookUrl: string) => Promise<void>;
  readonly listDue: (now: Date, limit: number) => Promise<readonly StoredReceivedRecord[]>;
  readonly noteChecked: (
    recordId: string,
    found: Partial<Pick<StoredReceivedRecord, 'code' | 'changedAt' | 'checkedAt'>> &
      Pick<StoredReceivedRecord, 'nextCheckAt'>,
  ) => Promise<void>;
  /** True when there was one. */
  readonly dropRecord: (receiver: string, recordId: string) => Promise<boolean>;
  readonly forgetRecords: (now: Date) => Promise<void>;
};

export const createReceivedRecordStore = (db: Database): ReceivedRecordStore => {
  const all = () => db.selectFrom('received_records').selectAll();
  return {
    storeRecord: async (record) => {
      await db
        .insertInto('received_records')
        .values(toRow(record))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    findByCredential: async (receiver, credentialHash) => {
      const row = await all()
        .where('receiver', '=', receiver)
        .where('credential_hash', '=', credentialHash)
        .executeTakeFirst();
      return row && fromRow(row);
    },
    listByPerson: async (receiver, personHash) => {
      const rows = await all()
        .where('receiver', '=', receiver)
        .where('person_hash', '=', personHash)
        .orderBy('received_at')
        .orderBy('record_id')
        .limit(100)
        .execute();
      return rows.map(fromRow);
    },
    loadRecord: async (receiver, recordId) => {
      const row = await all()
        .where('receiver', '=', receiver)
        .where('record_id', '=', recordId)
        .executeTakeFirst();
      return row && fromRow(row);
    },
    listChanged: async (receiver, after, limit) => {
      const rows = await all()
        .where('receiver', '=', receiver)
        .where((where) => {
          const moment = after.changedAt.toISOString();
          const later = where('changed_at', '>', moment);
          return after.recordId === undefined
            ? later
            : where.or([
                later,
                where.and([where('changed_at', '=', moment), where('record_id', '>', after.recordId)]),
              ]);
        })
        .orderBy('changed_at')
        .orderBy('record_id')
        .limit(limit)
        .execute();
      return rows.map(fromRow);
    },
    noteWebhook: async (recordId, webhookUrl) => {
      await db
        .updateTable('received_records')
        .set({ webhook_url: webhookUrl })
        .where('record_id', '=', recordId)
        .execute();
    },
    listDue: async (now, limit) => {
      const rows = await all()
        .where('next_check_at', '<=', now.toISOString())
        .orderBy('next_check_at')
        .limit(limit)
        .execute();
      return rows.map(fromRow);
    },
    noteChecked: async (recordId, { code, changedAt, checkedAt, nextCheckAt }) => {
      await db
        .updateTable('received_records')
        .set({
          next_check_at: nextCheckAt.toISOString(),
          ...(code === undefined ? {} : { code }),
          ...(changedAt === undefined ? {} : { changed_at: changedAt.toISOString() }),
          ...(checkedAt === undefined ? {} : { checked_at: checkedAt.toISOString() }),
        })
        .where('record_id', '=', recordId)
        .execute();
    },
    dropRecord: async (receiver, recordId) => {
      const result = await db
        .deleteFrom('received_records')
        .where('receiver', '=', receiver)
        .where('record_id', '=', recordId)
        .executeTakeFirst();
      return result.numDeletedRows === 1n;
    },
    forgetRecords: async (now) => {
      await db.deleteFrom('received_records').where('forget_at', '<=', now.toISOString()).execute();
    },
  };
};

type Row = VerifyingTables['received_records'];

const toRow = (record: StoredReceivedRecord): Row => ({
  record_id: record.recordId,
  receiver: record.receiver,
  person_hash: record.personHash ?? null,
  credential_hash: record.credentialHash,
  platform_did: record.platformDid,
  platform_name: record.platformName,
  as_of: record.asOf ?? null,
  first_day: record.firstDay ?? null,
  last_day: record.lastDay ?? null,
  status_references: record.statusReferences,
  code: record.code,
  received_at: record.receivedAt.toISOString(),
  changed_at: record.changedAt?.toISOString() ?? null,
  checked_at: record.checkedAt.toISOString(),
  next_check_at: record.nextCheckAt.toISOString(),
  forget_at: record.forgetAt.toISOString(),
  webhook_url: record.webhookUrl ?? null,
});

const fromRow = (row: Row): StoredReceivedRecord => ({
  recordId: row.record_id,
  receiver: row.receiver,
  ...(row.person_hash === null ? {} : { personHash: row.person_hash }),
  credentialHash: row.credential_hash,
  platformDid: row.platform_did,
  platformName: row.platform_name,
  ...(row.as_of === null ? {} : { asOf: row.as_of }),
  ...(row.first_day === null ? {} : { firstDay: row.first_day }),
  ...(row.last_day === null ? {} : { lastDay: row.last_day }),
  statusReferences: row.status_references,
  code: row.code,
  receivedAt: new Date(row.received_at),
  ...(row.changed_at === null ? {} : { changedAt: new Date(row.changed_at) }),
  checkedAt: new Date(row.checked_at),
  nextCheckAt: new Date(row.next_check_at),
  forgetAt: new Date(row.forget_at),
  ...(row.webhook_url === null ? {} : { webhookUrl: row.webhook_url }),
});
