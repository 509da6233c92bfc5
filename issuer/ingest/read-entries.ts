import { decode } from './decode.ts';
import type { Entry } from './entry.ts';
import type { Mapping } from './mapping.ts';
import type { ownForm } from './own-form.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import { readLines } from './read-lines.ts';
import { readNdjson } from './read-ndjson.ts';
import { findColumns } from './used-columns.ts';

/** The records of a file in its order, by its format; as many together as came in one piece. */
export const readEntries = (
  source: AsyncIterable<Uint8Array>,
  mapping: Mapping | typeof ownForm,
): AsyncIterable<readonly Entry[]> => {
  if (typeof mapping === 'string') return readNdjson(readLines(decode(source, 'utf-8')));
  const { file } = mapping;
  const text = decode(source, file.encoding);
  if (file.format === 'ndjson') return readNdjson(readLines(text));
  if (file.format === 'json') return readJson(text, file.records);
  return readCsv(readLines(text), {
    delimiter: file.format === 'tsv' ? 'tsv' : file.delimiter,
    columns: file.columns,
    ...findColumns(mapping),
  });
};
