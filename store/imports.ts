import type { Database } from './query-layer.ts';

export type KeptRefusal = { readonly line: number | string; readonly code: string; readonly message: string };

export type ImportStore = ReturnType<typeof createImportStore>;

/** The refused lines of each import, for whoever wants them all. */
export const createImportStore = (db: Database) => ({
  storeImport: async (importId: string, startedAt: Date): Promise<void> => {
    await db
      .insertInto('imports')
      .values({ import_id: importId, started_at: startedAt.toISOString() })
      .execute();
  },

  isImport: async (importId: string): Promise<boolean> =>
    (await db
      .selectFrom('imports')
      .select('import_id')
      .where('import_id', '=', importId)
      .executeTakeFirst()) !== undefined,

  /** @param first the number of lines of this import that were kept before */
  storeRefused: async (importId: string, first: number, refused: readonly KeptRefusal[]): Promise<void> => {
    if (refused.length === 0) return;
    await db
      .insertInto('refused_lines')
      .values(
        refused.map(({ line, code, message }, index) => ({
          import_id: importId,
          seq: first + index,
          line: JSON.stringify(line),
          code,
          message,
        })),
      )
      .execute();
  },

  /** A page of the refused lines in the order of the file; the last is empty. */
  listRefused: async (
    importId: string,
    { from, limit }: { from: number; limit: number },
  ): Promise<KeptRefusal[]> => {
    const rows = await db
      .selectFrom('refused_lines')
      .select(['line', 'code', 'message'])
      .where('import_id', '=', importId)
      .where('seq', '>=', from)
      .orderBy('seq')
      .limit(limit)
      .execute();
    // Written by us.
    return rows.map(({ line, code, message }) => ({
      line: JSON.parse(line) as number | string,
      code,
      message,
    }));
  },

  /** Forgets imports that began before a moment. */
  dropBefore: async (moment: Date): Promise<void> => {
    const old = db.selectFrom('imports').select('import_id').where('started_at', '<', moment.toISOString());
    await db.deleteFrom('refused_lines').where('import_id', 'in', old).execute();
    await db.deleteFrom('imports').where('started_at', '<', moment.toISOString()).execute();
  },
});
