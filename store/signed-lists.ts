/** Status lists as they were last signed: whichever process signs one, all of them hand out the same bytes. */
import { sql } from 'kysely';
import type { Database } from './query-layer.ts';

export type SignedListHead = {
  /** Of the list that was signed. */
  readonly version: number;
  readonly signedAt: Date;
};

export type SignedListStore = {
  readonly loadHead: (name: string) => Promise<SignedListHead | undefined>;
  readonly loadSigned: (name: string) => Promise<(SignedListHead & { readonly signed: string }) | undefined>;
  /** Keeps it unless there is one of a higher version, or of the same that is not old yet: then that one stays. */
  readonly storeSigned: (
    name: string,
    list: SignedListHead & { readonly signed: string },
    isOldBefore: Date,
  ) => Promise<void>;
  /** Lets go of those signed before that moment whose names begin otherwise: nobody asks for them any more. */
  readonly dropSignedOtherwise: (prefix: string, before: Date) => Promise<void>;
};

export const createSignedListStore = (db: Database): SignedListStore => ({
  dropSignedOtherwise: async (prefix, before) => {
    await db
      .deleteFrom('signed_lists')
      .where(sql`substr(name, 1, ${prefix.length})`, '!=', prefix)
      .where('signed_at', '<', before.getTime())
      .execute();
  },
  loadHead: async (name) => {
    const row = await db
      .selectFrom('signed_lists')
      .select(['version', 'signed_at'])
      .where('name', '=', name)
      .executeTakeFirst();
    return row && { version: Number(row.version), signedAt: new Date(Number(row.signed_at)) };
  },
  loadSigned: async (name) => {
    const row = await db.selectFrom('signed_lists').selectAll().where('name', '=', name).executeTakeFirst();
    return (
      row && {
        version: Number(row.version),
        signedAt: new Date(Number(row.signed_at)),
        signed: row.signed,
      }
    );
  },
  storeSigned: async (name, { version, signedAt, signed }, isOldBefore) => {
    const row = { version, signed_at: signedAt.getTime(), signed };
    await db
      .insertInto('signed_lists')
      .values({ name, ...row })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet(row)
          .where((where) =>
            where.or([
              where('signed_lists.version', '<', version),
              where.and([
                where('signed_lists.version', '=', version),
                where('signed_lists.signed_at', '<', isOldBefore.getTime()),
              ]),
            ]),
          ),
      )
      .execute();
  },
});
