/**
 * The two statements of an import. They are compiled once for a batch and then only given other values: to build one
 * large statement for each batch would cost more time and memory than the database itself does.
 */
import type { CompiledQuery } from 'kysely';
import type { GigTables } from './gig-tables.ts';
import type { Database } from './query-layer.ts';

export type KeptGig = Pick<GigTables['gigs'], 'gig_id' | 'worker_id' | 'updated_at' | 'stored_at' | 'record'>;

/** Finds the version of a gig that is kept, by its id. */
export const createGigFinder = (db: Database): ((gigId: string) => Promise<KeptGig | undefined>) => {
  const find = db
    .selectFrom('gigs')
    .select(['gig_id', 'worker_id', 'updated_at', 'stored_at', 'record'])
    .where('gig_id', '=', '')
    .compile();
  return async (gigId) => (await db.executeQuery<KeptGig>({ ...find, parameters: [gigId] })).rows[0];
};

const columns = ['worker_id', 'worker_name', 'updated_at', 'known_at', 'stored_at', 'record'] as const;

/** Writes a gig, over the version that is kept if there is one. */
export const createGigWriter = (db: Database): ((row: GigTables['gigs']) => Promise<void>) => {
  const blank = { worker_id: '', worker_name: '', updated_at: 0, known_at: 0, stored_at: 0, record: '' };
  const write: CompiledQuery = db
    .insertInto('gigs')
    .values({ gig_id: '', ...blank })
    .onConflict((conflict) =>
      conflict
        .column('gig_id')
        .doUpdateSet((set) =>
          Object.fromEntries(columns.map((column) => [column, set.ref(`excluded.${column}`)])),
        ),
    )
    .compile();
  return async (row) => {
    const parameters = [row.gig_id, ...columns.map((column) => row[column])];
    await db.executeQuery({ ...write, parameters });
  };
};
