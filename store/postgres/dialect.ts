import {
  type DataTypeNode,
  type Dialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type { Pool } from 'pg';
import { createPostgresDriver } from './driver.ts';

/**
 * What the migrations write for both engines, as PostgreSQL calls it. Text compares and sorts by code point, whatever
 * the database was made with, and a whole number has 64 bits: as in SQLite.
 */
const types: ReadonlyMap<string, string> = new Map([
  ['text', 'text collate "C"'],
  ['integer', 'bigint'],
  ['blob', 'bytea'],
]);

class PortableQueryCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    this.append(types.get(node.dataType) ?? node.dataType);
  }
}

/** Kysely's PostgreSQL dialect over a pool of `pg`; the driver is ours, the SQL is Kysely's but for the types. */
export const createPostgresDialect = (pool: Pool): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => createPostgresDriver(pool),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PortableQueryCompiler(),
});
