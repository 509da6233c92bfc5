/**
 * Puts lines together into one CSV record (RFC 4180): fields in quotes may hold delimiters, doubled quotes and line
 * breaks. A quote inside a field that does not begin with one is a character like any other.
 */
export type CsvRecord =
  | { readonly state: 'open' }
  | { readonly state: 'whole'; readonly fields: readonly string[] }
  /** A closing quote with text behind it: nobody can say where this field ends. */
  | { readonly state: 'bad_quotes' };

export const createCsvRecord = (delimiter: string) => {
  const fields: string[] = [];
  let quoted: string | undefined;

  /** Takes the next line of the record. */
  const push = (line: string): CsvRecord => {
    let position = 0;
    if (quoted !== undefined) quoted += '\n';
    for (;;) {
      if (quoted === undefined) {
        if (line[position] !== '"') {
          const end = line.indexOf(delimiter, position);
          fields.push(line.slice(position, end === -1 ? undefined : end));
          if (end === -1) return { state: 'whole', fields };
          position = end + 1;
          continue;
        }
        quoted = '';
        position += 1;
      }
      const end = line.indexOf('"', position);
      quoted += line.slice(position, end === -1 ? undefined : end);
      if (end === -1) return { state: 'open' };
      if (line[end + 1] === '"') {
        quoted += '"';
        position = end + 2;
        continue;
      }
      fields.push(quoted);
      quoted = undefined;
      position = skipSpaces(line, end + 1);
      if (position >= line.length) return { state: 'whole', fields };
      if (line[position] !== delimiter) return { state: 'bad_quotes' };
      position += 1;
    }
  };

  return { push };
};

const skipSpaces = (line: string, from: number): number => {
  let position = from;
  while (line[position] === ' ') position += 1;
  return position;
};
