import { PostgresAdapter } from 'kysely';
import type { Database } from './query-layer.ts';

/** Which engine is behind; asked only where one statement cannot serve both. */
export const isPostgres = (db: Database): boolean => db.getExecutor().adapter instanceof PostgresAdapter;
