import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { KlusCVError } from '../../core/errors.ts';
import type { Migrate } from '../migrate.ts';
import type { Database, Tables } from '../query-layer.ts';
import { createSqliteDialect } from './dialect.ts';

/**
 * Opens the file behind `sqlite:path`, made when it is not there, and brings its tables up to date.
 * @throws KlusCVError `invalid_config` when the file cannot be opened
 */
export async function openSqlite(url: string, migrate: Migrate): Promise<Database> {
  const db: Database = new Kysely<Tables>({ dialect: createSqliteDialect(openFile(url)) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

function openFile(url: string): DatabaseSync {
  const path = url.slice('sqlite:'.length);
  try {
    if (path !== ':memory:') createPrivateFile(path);
    const database = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: 5000 });
    database.exec('pragma journal_mode = wal');
    // Pages that change again and again, as those of indexes do, go into the file once for many transactions.
    database.exec('pragma wal_autocheckpoint = 4000');
    // What was erased is overwritten, not only unlinked.
    database.exec('pragma secure_delete = on');
    return database;
  } catch (error) {
    throw new KlusCVError('invalid_config', 'KLUSCV_DATABASE_URL: the database file cannot be opened.', {
      cause: error,
    });
  }
}

/** The file holds names: nobody but its owner may read it. */
function createPrivateFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, 'a', 0o600));
}
