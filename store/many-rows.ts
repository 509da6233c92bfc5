/**
 * Many rows in one go, for what is done to everybody: statements whose texts stay the same, and are only given other
 * values. To build one for each batch would cost more than the database itself does. PostgreSQL takes a batch as
 * arrays; SQLite takes values as one JSON text, and rows some dozens at a time.
 */
import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import { isPostgres } from './engine.ts';
import type { Database, Tables } from './query-layer.ts';
import { withoutNul } from './without-nul.ts';

type Table = keyof Tables & string;
type Row<T extends Table> = Readonly<Partial<Record<keyof Tables[T] & string, string | number | null>>>;
/** The columns that are filled, and of which type they are. */
type Columns<T extends Table> = Readonly<Partial<Record<keyof Tables[T] & string, 'text' | 'bigint'>>>;

/** Adds rows, some hundreds; a column that a row does not have is null. */
export async function insertRows<T extends Table>(
  db: Database,
  table: T,
  columns: Columns<T>,
  rows: readonly Row<T>[],
): Promise<void> {
  for (const insert of insertsOf(db, table, columns, rows)) await db.executeQuery(insert);
}

/** Adds those rows alone that are not there yet, and gives one column of each of them. */
export async function insertNewRows<T extends Table>(
  db: Database,
  table: T,
  columns: Columns<T>,
  rows: readonly Row<T>[],
  returning: keyof Tables[T] & string,
): Promise<unknown[]> {
  const added: unknown[] = [];
  const end = ` on conflict do nothing returning ${returning}`;
  for (const insert of insertsOf(db, table, columns, rows, end)) {
    const result = await db.executeQuery<Record<string, unknown>>(insert);
    for (const row of result.rows) added.push(row[returning]);
  }
  return added;
}

function* insertsOf<T extends Table>(
  db: Database,
  table: T,
  columns: Columns<T>,
  rows: readonly Row<T>[],
  end = '',
): Generator<CompiledQuery> {
  const names = Object.keys(columns) as (keyof Row<T> & string)[];
  const begin = `insert into ${table} (${names.join(', ')})`;
  if (isPostgres(db) && rows.length > 0) {
    const arrays = names.map((name, at) => `$${at + 1}::${columns[name]}[]`);
    const values = names.map((name) => rows.map((row) => row[name] ?? null));
    yield CompiledQuery.raw(`${begin} select * from unnest(${arrays.join(', ')})${end}`, values);
    return;
  }
  for (let first = 0; first < rows.length; ) {
    const count = rows.length - first < rowsAtOnce ? 1 : rowsAtOnce;
    const values: unknown[] = new Array(count * names.length);
    for (let at = 0; at < values.length; at += 1) {
      const name = names[at % names.length];
      values[at] = name === undefined ? null : rows[first + Math.floor(at / names.length)]?.[name];
    }
    yield CompiledQuery.raw(`${begin} values ${blanks(count, names.length)}${end}`, values);
    first += count;
  }
}

const rowsAtOnce = 50;

const blanks = (rows: number, columns: number): string => {
  const row = `(${'?, '.repeat(columns - 1)}?)`;
  return `${`${row}, `.repeat(rows - 1)}${row}`;
};

/** Whether a column is one of some hundred values. */
export const isOneOf = (
  db: Database,
  column: string,
  values: readonly (string | number)[],
): RawBuilder<boolean> => {
  const name = sql.ref(column);
  if (!isPostgres(db))
    // As JSON a zero byte would be looked for: the driver keeps none.
    return sql<boolean>`${name} in (select value from json_each(${JSON.stringify(withoutNul(values))}))`;
  const type = sql.raw(typeof values[0] === 'number' ? 'bigint' : 'text');
  return sql<boolean>`${name} = any(${[...values]}::${type}[])`;
};

/** Whether two columns are one of some hundred pairs of texts. */
export const areOneOf = (
  db: Database,
  columns: readonly [string, string],
  pairs: readonly (readonly [string, string])[],
): RawBuilder<boolean> => {
  const names = sql`(${sql.ref(columns[0])}, ${sql.ref(columns[1])})`;
  if (!isPostgres(db))
    return sql<boolean>`${names} in (select value ->> 0, value ->> 1 from json_each(${JSON.stringify(pairs.map(withoutNul))}))`;
  const [first, second] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
  return sql<boolean>`${names} in (select * from unnest(${first}::text[], ${second}::text[]))`;
};
