import { Kysely } from 'kysely';
import { KlusCVError } from '../../core/errors.ts';
import type { Migrate } from '../migrate.ts';
import type { Database, Tables } from '../query-layer.ts';
import { createPostgresDialect } from './dialect.ts';
import { openPool } from './open-pool.ts';
import { type PostgresSettings, readPostgresUrl } from './read-url.ts';

/**
 * Opens the database behind a PostgreSQL URL and brings its tables up to date; several processes may do so at once.
 * @param options.unhurried for work on all of it, which takes longer than a call may
 * @throws KlusCVError `invalid_config` when the URL is wrong or the server does not let us in, `unavailable` when it
 *   does not answer
 */
export async function openPostgres(
  url: string,
  migrate: Migrate,
  { unhurried = false } = {},
): Promise<{ db: Database; settings: PostgresSettings }> {
  const settings = readPostgresUrl(url);
  // Tables of millions may take their time, which no call has.
  const alone: Database = new Kysely<Tables>({
    dialect: createPostgresDialect(openPool(settings, { unhurried: true, max: 1 })),
  });
  try {
    await migrate(alone);
  } catch (error) {
    throw asRefusal(error);
  } finally {
    await alone.destroy();
  }
  const pool = openPool(settings, { unhurried });
  return { db: new Kysely<Tables>({ dialect: createPostgresDialect(pool) }), settings };
}

/** Wrong user, password or database (SQLSTATE 28 and 3D): nothing that waiting would mend. */
const asRefusal = (error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(28|3D)/.test(code)
    ? new KlusCVError(
        'invalid_config',
        'KLUSCV_DATABASE_URL: the server does not let us into the database.',
        {
          cause: error,
        },
      )
    : error;
};
