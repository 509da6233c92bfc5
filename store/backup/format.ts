/**
 * A backup: lines of JSON, packed with gzip. First what it is and which steps made its tables; then for each table a
 * line with its columns and a line for each row; last a count and the SHA-256 of all lines before. The same for both
 * engines, so that what was kept in the one can be restored into the other.
 */
import { z } from 'zod';

export const Header = z.strictObject({
  format: z.literal('kluscv-backup'),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  steps: z.array(z.string()).min(1),
});
export type Header = z.output<typeof Header>;

const Name = z.string().regex(/^[a-z_][a-z0-9_]*$/);
export const TableLine = z.strictObject({ table: Name, columns: z.array(Name).min(1) });
export type TableLine = z.output<typeof TableLine>;

/** Bytes are an object, so that they are not taken for a text. */
const Bytes = z.strictObject({ base64: z.string() });
export const RowLine = z.array(z.union([z.string(), z.number(), z.null(), Bytes]));
export type RowLine = z.output<typeof RowLine>;

export const EndLine = z.strictObject({ rows: z.int(), sha256: z.string() });

export type BackupSummary = {
  readonly rows: number;
  readonly tables: Readonly<Record<string, number>>;
};
