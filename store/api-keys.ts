/** API keys of the platform's own systems, under their hashes. Which scopes there are, the issuer knows. */
import type { Database } from './query-layer.ts';

export type StoredApiKey = {
  readonly keyId: string;
  /** What the key is for, in the operator's words. */
  readonly name: string;
  readonly scopes: readonly string[];
  /** Absent: the service's own limit. */
  readonly callsPerMinute?: number;
  readonly createdAt: Date;
  /** Absent: never. */
  readonly expiresAt?: Date;
  readonly revokedAt?: Date;
};

export type ApiKeyStore = {
  readonly storeApiKey: (key: StoredApiKey & { readonly hash: string }) => Promise<void>;
  /** The key of this hash while it may be used; nothing once it has expired or was withdrawn. */
  readonly loadApiKey: (hash: string, now: Date) => Promise<StoredApiKey | undefined>;
  /** All keys, the newest first, also those of the past. */
  readonly listApiKeys: () => Promise<readonly StoredApiKey[]>;
  /** Withdraws a key at once; false when there is none of this id, or it was withdrawn before. */
  readonly revokeApiKey: (keyId: string, now: Date) => Promise<boolean>;
};

/** The same for each service, in a table of its own: a key of one opens nothing of the other. */
export const createApiKeyStore = (
  db: Database,
  table: 'api_keys' | 'verifier_api_keys' = 'api_keys',
): ApiKeyStore => ({
  storeApiKey: async (key) => {
    await db
      .insertInto(table)
      .values({
        key_id: key.keyId,
        name: key.name,
        hash: key.hash,
        scopes: key.scopes.join(' '),
        calls_per_minute: key.callsPerMinute ?? null,
        created_at: key.createdAt.toISOString(),
        expires_at: key.expiresAt?.toISOString() ?? null,
        revoked_at: key.revokedAt?.toISOString() ?? null,
      })
      .execute();
  },
  loadApiKey: async (hash, now) => {
    const row = await db
      .selectFrom(table)
      .selectAll()
      .where('hash', '=', hash)
      .where('revoked_at', 'is', null)
      .where((where) =>
        where.or([where('expires_at', 'is', null), where('expires_at', '>', now.toISOString())]),
      )
      .executeTakeFirst();
    return row && fromRow(row);
  },
  listApiKeys: async () => {
    const rows = await db
      .selectFrom(table)
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('key_id')
      .execute();
    return rows.map(fromRow);
  },
  revokeApiKey: async (keyId, now) => {
    const result = await db
      .updateTable(table)
      .set({ revoked_at: now.toISOString() })
      .where('key_id', '=', keyId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  },
});

type ApiKeyRow = {
  key_id: string;
  name: string;
  scopes: string;
  calls_per_minute: number | null;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
};

const fromRow = (row: ApiKeyRow): StoredApiKey => ({
  keyId: row.key_id,
  name: row.name,
  scopes: row.scopes.split(' '),
  ...(row.calls_per_minute === null ? {} : { callsPerMinute: row.calls_per_minute }),
  createdAt: new Date(row.created_at),
  ...(row.expires_at === null ? {} : { expiresAt: new Date(row.expires_at) }),
  ...(row.revoked_at === null ? {} : { revokedAt: new Date(row.revoked_at) }),
});
