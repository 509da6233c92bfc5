/** Access tokens of the OpenID4VCI flow and used nonces, under their hashes. */
import { parseInclude } from './offers.ts';
import type { Database } from './query-layer.ts';
import { inTransaction } from './transact.ts';

export type AccessToken = { readonly workerId: string; readonly include: unknown };

export type AccessTokenStore = {
  readonly loadAccessToken: (tokenHash: string, now: Date) => Promise<AccessToken | undefined>;
  /** True when the token allows the configuration at all. */
  readonly allowsConfiguration: (tokenHash: string, configuration: string) => Promise<boolean>;
  /** Takes `count` credentials off what the token may still get; false when that is more than `limit` in all. */
  readonly takeFromGrant: (
    tokenHash: string,
    configuration: string,
    amount: { count: number; limit: number },
  ) => Promise<boolean>;
  /** Uses a nonce up; false when it was used before. */
  readonly burnNonce: (nonce: { nonceHash: string; expiresAt: Date }) => Promise<boolean>;
  /** Drops offers, links, codes, tokens and nonces that have expired. */
  readonly dropExpired: (now: Date) => Promise<void>;
};

export function createAccessTokenStore(db: Database): AccessTokenStore {
  return {
    loadAccessToken: async (tokenHash, now) => {
      const row = await db
        .selectFrom('access_tokens')
        .select(['worker_id', 'include'])
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now.toISOString())
        .executeTakeFirst();
      return row && { workerId: row.worker_id, include: parseInclude(row.include) };
    },
    allowsConfiguration: async (tokenHash, configuration) => {
      const row = await db
        .selectFrom('access_token_grants')
        .select('issued')
        .where('token_hash', '=', tokenHash)
        .where('configuration', '=', configuration)
        .executeTakeFirst();
      return row !== undefined;
    },
    takeFromGrant: async (tokenHash, configuration, { count, limit }) => {
      const result = await db
        .updateTable('access_token_grants')
        .set((set) => ({ issued: set('issued', '+', count) }))
        .where('token_hash', '=', tokenHash)
        .where('configuration', '=', configuration)
        .where('issued', '<=', limit - count)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
    burnNonce: async ({ nonceHash, expiresAt }) => {
      const result = await db
        .insertInto('used_nonces')
        .values({ nonce_hash: nonceHash, expires_at: expiresAt.toISOString() })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    dropExpired: (now) =>
      inTransaction(db, async (tx) => {
        const time = now.toISOString();
        await tx
          .deleteFrom('access_token_grants')
          .where(
            'token_hash',
            'in',
            tx.selectFrom('access_tokens').select('token_hash').where('expires_at', '<=', time),
          )
          .execute();
        for (const table of ['offers', 'claim_links', 'tx_codes', 'access_tokens', 'used_nonces'] as const)
          await tx.deleteFrom(table).where('expires_at', '<=', time).execute();
      }),
  };
}
