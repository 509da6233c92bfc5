import { Kysely, sql } from 'kysely';
import { KlusCVError } from '../../core/errors.ts';
import type { Migrate } from '../migrate.ts';
import type { Database, Tables } from '../query-layer.ts';
import { createPostgresDialect } from './dialect.ts';
import { openPool } from './open-pool.ts';
import { type PostgresSettings, readPostgresUrl } from './read-url.ts';
import { untilItAnswers } from './until-it-answers.ts';

/**
 * Opens the database behind a PostgreSQL URL and brings its tables up to date; several processes may do so at once.
 * @param options.unhurried for work on all of it, which takes longer than a call may
 * @throws KlusCVError `invalid_config` when the URL is wrong or the server does not let us in, `database_untrusted`,
 *   `database_wrong_host` or `database_unencrypted` when it is not reached as encrypted as was asked, `unavailable` when
 *   it does not answer for half a minute
 */
export async function openPostgres(
  url: string,
  migrate: Migrate,
  { unhurried = false } = {},
): Promise<{ db: Database; settings: PostgresSettings }> {
  const settings = readPostgresUrl(url);
  await untilItAnswers(() => bringUpToDate(settings, migrate));
  const pool = openPool(settings, { unhurried });
  return { db: new Kysely<Tables>({ dialect: createPostgresDialect(pool) }), settings };
}

async function bringUpToDate(settings: PostgresSettings, migrate: Migrate): Promise<void> {
  // Tables of millions may take their time, which no call has.
  const alone: Database = new Kysely<Tables>({
    dialect: createPostgresDialect(openPool(settings, { unhurried: true, max: 1 })),
  });
  try {
    await refuseOldServer(alone);
    await migrate(alone);
  } catch (error) {
    throw asRefusal(error);
  } finally {
    await alone.destroy();
  }
}

const oldestServer = 15;

async function refuseOldServer(db: Database): Promise<void> {
  const { rows } = await sql<{
    number: string;
  }>`select current_setting('server_version_num') as number`.execute(db);
  if (Number(rows[0]?.number) < oldestServer * 10_000)
    throw new KlusCVError(
      'invalid_config',
      `KLUSCV_DATABASE_URL: the server is older than PostgreSQL ${oldestServer}.`,
    );
}

/**
 * Wrong user, password or database, no right to make tables (SQLSTATE 28, 3D, 42501), a way that is not as encrypted as
 * was asked: waiting would mend none.
 */
const asRefusal = (error: unknown): unknown => {
  const cause = error instanceof KlusCVError ? error.cause : error;
  if (cause instanceof KlusCVError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (/^(28|3D)/.test(code))
    return new KlusCVError(
      'invalid_config',
      'KLUSCV_DATABASE_URL: the server does not let us into the database.',
      {
        cause,
        remedy:
          'Look at user, password and database, and at pg_hba.conf of the server; one that wants encryption needs sslmode=verify-full.',
      },
    );
  if (code === '42501')
    return new KlusCVError(
      'invalid_config',
      'KLUSCV_DATABASE_URL: this user may not make tables in the database.',
      {
        cause,
      },
    );
  return error;
};
