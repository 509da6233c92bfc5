/**
 * A Kysely driver over `node:sqlite`. Two things differ from Kysely's own: a transaction begins IMMEDIATE, since a
 * plain one that reads and then writes fails with "database is locked" as soon as two processes do so; and the one
 * connection is lent to one user at a time, so that nobody's query lands inside another's transaction.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { withoutNul } from '../without-nul.ts';

const statementCacheSize = 200;

export const createSqliteDriver = (database: DatabaseSync): Driver => {
  const prepare = createStatementCache(database);
  const connection: DatabaseConnection = {
    executeQuery: async <R>(query: CompiledQuery) => execute<R>(prepare, query),
    streamQuery: () => {
      throw new Error('Streaming holds the only connection: page by key instead.');
    },
  };
  const turn = createTurns();
  return {
    init: async () => undefined,
    acquireConnection: async () => {
      await turn.take();
      return connection;
    },
    releaseConnection: async () => turn.pass(),
    beginTransaction: async (_connection, { accessMode }) =>
      database.exec(accessMode === 'read only' ? 'begin' : 'begin immediate'),
    commitTransaction: async () => database.exec('commit'),
    rollbackTransaction: async () => database.exec('rollback'),
    destroy: async () => database.close(),
  };
};

const execute = <R>(prepare: (sql: string) => StatementSync, query: CompiledQuery): QueryResult<R> => {
  const statement = prepare(query.sql);
  const parameters = query.parameters.map((value) => toSqlite(withoutNul(value)));
  if (statement.columns().length > 0) {
    const rows = statement.all(...parameters);
    // Rows of node:sqlite have no prototype; give them one, so that they compare equal to ordinary objects.
    return { rows: rows.map((row) => ({ ...row }) as R) };
  }
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
};

const toSqlite = (value: unknown): SQLInputValue => {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite cannot keep a value of type ${typeof value}; turn it into text first.`);
};

const createStatementCache = (database: DatabaseSync) => {
  const statements = new Map<string, StatementSync>();
  return (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    if (statements.size >= statementCacheSize) {
      const oldest = statements.keys().next();
      if (!oldest.done) statements.delete(oldest.value);
    }
    statements.set(sql, statement);
    return statement;
  };
};

/** First come, first served. */
const createTurns = () => {
  const waiting: (() => void)[] = [];
  let taken = false;
  return {
    take: async (): Promise<void> => {
      if (!taken) {
        taken = true;
        return;
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    pass: (): void => {
      const next = waiting.shift();
      if (next === undefined) taken = false;
      else next();
    },
  };
};
