/** Both engines, for tests that must hold on either; each call opens an empty store. */
import { afterAll, beforeAll } from 'vitest';
import { openStore, type Store } from '../../store/index.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';

export type Engine = {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** An empty store of its own. */
  readonly open: () => Promise<Store>;
};

/** Called once in a file of tests; starts the server before them and ends it after them. */
export function engines(): readonly Engine[] {
  let postgres: TestPostgres | undefined;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());
  const createDatabase = async (): Promise<string> => {
    if (postgres === undefined) throw new Error('Databases are made inside tests.');
    return postgres.createDatabase();
  };
  return [
    { name: 'SQLite', open: () => openStore('sqlite::memory:') },
    { name: 'PostgreSQL', open: async () => openStore(await createDatabase()) },
  ];
}
