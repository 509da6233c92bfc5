/** The platform's signing keys: encrypted private keys and their certificates, by name, and in which order they sign. */
import type { Insertable, Selectable } from 'kysely';
import type { IssuingTables } from './issuing-tables.ts';
import type { Database } from './query-layer.ts';

/** `next` is known and signs nothing yet; `former` has signed and does no more; `retired` is not to be believed any more. */
export const keyStates = ['active', 'next', 'former', 'retired'] as const;
export type KeyState = (typeof keyStates)[number];

export type StoredKey = {
  readonly name: string;
  /** A JWE; this room does not know what opens it. Empty once nothing is signed with the key any more. */
  readonly encrypted: string;
  /** Base64 DER, leaf first, the anchor last. */
  readonly x5c?: readonly string[];
  /** JSON text; absent in keys of an earlier release. */
  readonly publicJwk?: string;
  readonly state: KeyState;
  readonly createdAt: Date;
  /** Absent of the first ones, which sign since they were made. */
  readonly activeSince?: Date;
  readonly endedAt?: Date;
  readonly retiredAt?: Date;
};

export type StoredKeys = {
  /** Another one after every change of a key. */
  readonly version: number;
  readonly keys: readonly StoredKey[];
};

/** What changes of one key; what is left out stays. */
export type KeyChange = Pick<StoredKey, 'name'> & Partial<Omit<StoredKey, 'name' | 'createdAt'>>;

export type IssuerKeyStore = {
  readonly loadKey: (name: string) => Promise<StoredKey | undefined>;
  /** All of them, as they stood at one moment, by name. */
  readonly listKeys: () => Promise<StoredKeys>;
  /** The version of `listKeys`. */
  readonly loadVersion: () => Promise<number>;
  /** Keeps the key, as one that signs, unless there is one of this name already. */
  readonly storeKey: (key: Pick<StoredKey, 'name' | 'encrypted' | 'publicJwk'>, now: Date) => Promise<void>;
  /**
   * Puts certificates to a key in place of those that are given, and gives those that count from then on: another
   * process may have been first, and then its own stay.
   */
  readonly storeCertificates: (
    name: string,
    x5c: readonly string[],
    before: readonly string[] | undefined,
  ) => Promise<readonly string[] | undefined>;
  /** Adds and changes keys, part of a larger change; false, and nothing is done, when they are not at this version any more. */
  readonly changeKeys: (
    version: number,
    change: { readonly add: readonly StoredKey[]; readonly change: readonly KeyChange[] },
  ) => Promise<boolean>;
};

/** Made at the first start of all and never taken away: the count of changes stands with it. */
const counting = 'root';

export function createIssuerKeyStore(db: Database): IssuerKeyStore {
  return {
    loadKey: async (name) => {
      const row = await db.selectFrom('issuer_keys').selectAll().where('name', '=', name).executeTakeFirst();
      return row && fromRow(row);
    },
    listKeys: async () => {
      const rows = await db.selectFrom('issuer_keys').selectAll().orderBy('name').execute();
      const version = rows.find(({ name }) => name === counting)?.changes ?? 0;
      return { version: Number(version), keys: rows.map(fromRow) };
    },
    loadVersion: async () => {
      const row = await db
        .selectFrom('issuer_keys')
        .select('changes')
        .where('name', '=', counting)
        .executeTakeFirst();
      return Number(row?.changes ?? 0);
    },
    storeKey: async ({ name, encrypted, publicJwk }, now) => {
      await db
        .insertInto('issuer_keys')
        .values({ name, encrypted, created_at: now.toISOString(), public_jwk: publicJwk ?? null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    storeCertificates: async (name, x5c, before) => {
      await db
        .updateTable('issuer_keys')
        .set({ x5c: x5c.join(' ') })
        .where('name', '=', name)
        .where('x5c', before === undefined ? 'is' : '=', before === undefined ? null : before.join(' '))
        .execute();
      const row = await db
        .selectFrom('issuer_keys')
        .select('x5c')
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.x5c?.split(' ');
    },
    changeKeys: async (version, { add, change }) => {
      // Of two changes at once the second waits for this row, and then finds another number.
      const counted = await db
        .updateTable('issuer_keys')
        .set({ changes: version + 1 })
        .where('name', '=', counting)
        .where('changes', '=', version)
        .executeTakeFirst();
      if (counted.numUpdatedRows !== 1n) return false;
      if (add.length > 0) await db.insertInto('issuer_keys').values(add.map(toRow)).execute();
      for (const { name, ...columns } of change)
        await db.updateTable('issuer_keys').set(toColumns(columns)).where('name', '=', name).execute();
      return true;
    },
  };
}

type Row = Selectable<IssuingTables['issuer_keys']>;

const toColumns = (key: Omit<KeyChange, 'name'>) => ({
  ...(key.encrypted === undefined ? {} : { encrypted: key.encrypted }),
  ...(key.x5c === undefined ? {} : { x5c: key.x5c.join(' ') }),
  ...(key.publicJwk === undefined ? {} : { public_jwk: key.publicJwk }),
  ...(key.state === undefined ? {} : { state: key.state }),
  ...(key.activeSince === undefined ? {} : { active_since: key.activeSince.toISOString() }),
  ...(key.endedAt === undefined ? {} : { ended_at: key.endedAt.toISOString() }),
  ...(key.retiredAt === undefined ? {} : { retired_at: key.retiredAt.toISOString() }),
});

/** Every column, so that rows of one statement have the same ones. */
const toRow = ({
  name,
  encrypted,
  createdAt,
  ...key
}: StoredKey): Insertable<IssuingTables['issuer_keys']> => ({
  x5c: null,
  public_jwk: null,
  active_since: null,
  ended_at: null,
  retired_at: null,
  ...toColumns(key),
  name,
  encrypted,
  created_at: createdAt.toISOString(),
});

const fromRow = (row: Row): StoredKey => ({
  name: row.name,
  encrypted: row.encrypted,
  ...(row.x5c === null ? {} : { x5c: row.x5c.split(' ') }),
  ...(row.public_jwk === null ? {} : { publicJwk: row.public_jwk }),
  // What is not known is not to be signed with.
  state: keyStates.find((state) => state === row.state) ?? 'retired',
  createdAt: new Date(row.created_at),
  ...(row.active_since === null ? {} : { activeSince: new Date(row.active_since) }),
  ...(row.ended_at === null ? {} : { endedAt: new Date(row.ended_at) }),
  ...(row.retired_at === null ? {} : { retiredAt: new Date(row.retired_at) }),
});
