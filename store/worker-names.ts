/** Who a worker is: of all that the store was told, which name counts. */
import { NameBasis, type Worker } from '../core/credential/work-record.ts';
import { isOneOf } from './many-rows.ts';
import type { Database, Tables } from './query-layer.ts';

/** The workers of these ids, in their order; those of whom nothing is known are left out. */
export const loadWorkers = async (db: Database, workerIds: readonly string[]): Promise<Worker[]> => {
  if (workerIds.length === 0) return [];
  return nameWorkers(db, workerIds, newestNames(await loadNamings(db, workerIds)));
};

/** What the gigs of these workers say of their names. */
export const loadNamings = (db: Database, workerIds: readonly string[]): Promise<NamingRow[]> =>
  db
    .selectFrom('gigs')
    .select(['worker_id', 'worker_name', 'updated_at', 'gig_id'])
    .where(isOneOf(db, 'worker_id', workerIds))
    .execute();

type NamingRow = Pick<Tables['gigs'], 'worker_id' | 'worker_name' | 'updated_at' | 'gig_id'>;

/** By worker the name in the newest gig that has one; undefined where none has. */
export const newestNames = (gigs: readonly NamingRow[]): Map<string, string | undefined> => {
  const newestById = new Map<string, NamedGig>();
  for (const row of gigs) {
    const gig = { name: row.worker_name ?? undefined, updatedAt: Number(row.updated_at), gigId: row.gig_id };
    const newest = newestById.get(row.worker_id);
    if (newest === undefined || isNewerName(gig, newest)) newestById.set(row.worker_id, gig);
  }
  return new Map([...newestById].map(([workerId, { name }]) => [workerId, name]));
};

/**
 * Workers with the name as checked, or as the gigs tell it, or as an export named them.
 * @param names of those who have gigs, as these tell
 */
export const nameWorkers = async (
  db: Database,
  workerIds: readonly string[],
  names: ReadonlyMap<string, string | undefined>,
): Promise<Worker[]> => {
  const said = await db
    .selectFrom('workers')
    .selectAll()
    .where(isOneOf(db, 'worker_id', workerIds))
    .execute();
  const named = await db
    .selectFrom('known_workers')
    .selectAll()
    .where(isOneOf(db, 'worker_id', workerIds))
    .execute();
  const knownById = new Map(named.map((row) => [row.worker_id, row.name]));
  const saidById = new Map(said.map((row) => [row.worker_id, row]));
  return workerIds.flatMap((workerId): Worker[] => {
    const known = saidById.get(workerId);
    if (known !== undefined) {
      return [
        {
          workerId,
          name: known.name,
          nameBasis: NameBasis.parse(known.name_basis),
          ...(known.birth_date === null ? {} : { birthDate: known.birth_date }),
        },
      ];
    }
    if (!names.has(workerId) && !knownById.has(workerId)) return [];
    // A platform that sends no names at all still has workers: then the platform's own number stands for the name.
    const name = names.get(workerId) ?? knownById.get(workerId) ?? workerId;
    return [{ workerId, name, nameBasis: 'not_checked' }];
  });
};

type NamedGig = { readonly name: string | undefined; readonly updatedAt: number; readonly gigId: string };

/** A total order, so that the order of arrival never decides on a name. */
const isNewerName = (one: NamedGig, other: NamedGig): boolean => {
  if ((one.name === undefined) !== (other.name === undefined)) return one.name !== undefined;
  if (one.updatedAt !== other.updatedAt) return one.updatedAt > other.updatedAt;
  return one.gigId > other.gigId;
};
