/** Offers and claim links: what a worker may get, kept under hashes of the secrets that open them. */
import type { Database } from './query-layer.ts';
import { inOwnRow } from './transact.ts';

export type Grant = {
  readonly workerId: string;
  readonly configurations: readonly string[];
  /** The worker's or platform's choice of claims, as it came in; undefined for the default choice. */
  readonly include: unknown;
};

export type Offer = Grant & {
  readonly txCodeId: string | null;
  readonly expiresAt: Date;
  readonly used: boolean;
};
export type NewOffer = Omit<Offer, 'used'> & { readonly offerHash: string; readonly codeHash: string };
export type NewClaimLink = Omit<Offer, 'used'> & { readonly tokenHash: string };
export type TxCode = { readonly txCodeId: string; readonly hash: string };
export type NewAccessToken = { readonly tokenHash: string; readonly expiresAt: Date };

export type OfferStore = {
  readonly storeTxCode: (txCode: TxCode & { expiresAt: Date }) => Promise<void>;
  readonly storeOffer: (offer: NewOffer) => Promise<void>;
  readonly loadOffer: (offerHash: string) => Promise<Offer | undefined>;
  readonly loadOfferByCode: (codeHash: string) => Promise<Offer | undefined>;
  /** Counts a try before the code is looked at, so that tries at the same time count too; undefined when none is left. */
  readonly takeTxCodeTry: (txCodeId: string, limit: number) => Promise<TxCode | undefined>;
  readonly forgetTxCodeTries: (txCodeId: string) => Promise<void>;
  /** Uses the offer up and keeps the token in one go; false when somebody else was first or it has expired. */
  readonly redeemOffer: (codeHash: string, token: NewAccessToken, now: Date) => Promise<boolean>;
  readonly storeClaimLink: (link: NewClaimLink) => Promise<void>;
  /** Uses the link up and opens its session until `until`; undefined when it was used, has expired or never was. */
  readonly openClaimSession: (
    tokenHash: string,
    sessionHash: string,
    time: { now: Date; until: Date },
  ) => Promise<ClaimSession | undefined>;
  readonly loadClaimSession: (sessionHash: string, now: Date) => Promise<ClaimSession | undefined>;
};

export type ClaimSession = Grant & { readonly txCodeId: string | null; readonly expiresAt: Date };

export function createOfferStore(db: Database): OfferStore {
  return {
    storeTxCode: async ({ txCodeId, hash, expiresAt }) => {
      await db
        .insertInto('tx_codes')
        .values({ tx_code_id: txCodeId, hash, tries: 0, expires_at: expiresAt.toISOString() })
        .execute();
    },
    storeOffer: async ({ offerHash, codeHash, ...offer }) => {
      await db
        .insertInto('offers')
        .values({ ...toRow(offer), offer_hash: offerHash, code_hash: codeHash, used_at: null })
        .execute();
    },
    loadOffer: async (offerHash) => {
      const row = await db
        .selectFrom('offers')
        .selectAll()
        .where('offer_hash', '=', offerHash)
        .executeTakeFirst();
      return row && { ...fromRow(row), used: row.used_at !== null };
    },
    loadOfferByCode: async (codeHash) => {
      const row = await db
        .selectFrom('offers')
        .selectAll()
        .where('code_hash', '=', codeHash)
        .executeTakeFirst();
      return row && { ...fromRow(row), used: row.used_at !== null };
    },
    takeTxCodeTry: async (txCodeId, limit) => {
      const row = await db
        .updateTable('tx_codes')
        .set((set) => ({ tries: set('tries', '+', 1) }))
        .where('tx_code_id', '=', txCodeId)
        .where('tries', '<', limit)
        .returning(['tx_code_id', 'hash'])
        .executeTakeFirst();
      return row && { txCodeId: row.tx_code_id, hash: row.hash };
    },
    forgetTxCodeTries: async (txCodeId) => {
      await db.updateTable('tx_codes').set({ tries: 0 }).where('tx_code_id', '=', txCodeId).execute();
    },
    redeemOffer: (codeHash, token, now) =>
      inOwnRow(db, async (tx) => {
        const offer = await tx
          .updateTable('offers')
          .set({ used_at: now.toISOString() })
          .where('code_hash', '=', codeHash)
          .where('used_at', 'is', null)
          .where('expires_at', '>', now.toISOString())
          .returning(['worker_id', 'include', 'configurations'])
          .executeTakeFirst();
        if (!offer) return false;
        const { worker_id, include } = offer;
        await tx
          .insertInto('access_tokens')
          .values({
            token_hash: token.tokenHash,
            worker_id,
            include,
            expires_at: token.expiresAt.toISOString(),
          })
          .execute();
        await tx
          .insertInto('access_token_grants')
          .values(
            parseNames(offer.configurations).map((configuration) => ({
              token_hash: token.tokenHash,
              configuration,
              issued: 0,
            })),
          )
          .execute();
        return true;
      }),
    storeClaimLink: async ({ tokenHash, ...link }) => {
      await db
        .insertInto('claim_links')
        .values({ ...toRow(link), token_hash: tokenHash, session_hash: null })
        .execute();
    },
    openClaimSession: async (tokenHash, sessionHash, { now, until }) => {
      const row = await db
        .updateTable('claim_links')
        .set({ session_hash: sessionHash, expires_at: until.toISOString() })
        .where('token_hash', '=', tokenHash)
        .where('session_hash', 'is', null)
        .where('expires_at', '>', now.toISOString())
        .returningAll()
        .executeTakeFirst();
      return row && fromRow(row);
    },
    loadClaimSession: async (sessionHash, now) => {
      const row = await db
        .selectFrom('claim_links')
        .selectAll()
        .where('session_hash', '=', sessionHash)
        .where('expires_at', '>', now.toISOString())
        .executeTakeFirst();
      return row && fromRow(row);
    },
  };
}

type GrantRow = {
  worker_id: string;
  configurations: string;
  include: string | null;
  tx_code_id: string | null;
  expires_at: string;
};

const toRow = (grant: Omit<Offer, 'used'>): GrantRow => ({
  worker_id: grant.workerId,
  configurations: JSON.stringify(grant.configurations),
  include: grant.include === undefined ? null : JSON.stringify(grant.include),
  tx_code_id: grant.txCodeId,
  expires_at: grant.expiresAt.toISOString(),
});

const fromRow = (row: GrantRow): ClaimSession => ({
  workerId: row.worker_id,
  configurations: parseNames(row.configurations),
  include: parseInclude(row.include),
  txCodeId: row.tx_code_id,
  expiresAt: new Date(row.expires_at),
});

export const parseInclude = (text: string | null): unknown => (text === null ? undefined : JSON.parse(text));

function parseNames(text: string): string[] {
  const names: unknown = JSON.parse(text);
  return Array.isArray(names) ? names.map(String) : [];
}
