/** JSON whose gigs stand in an array, or in an array within each element of an array, as bookings within sitters. */
import { ok } from '../../core/result.ts';
import { type Entry, parseJson, rowOfJson } from './entry.ts';
import { findElements, type JsonElement } from './json-elements.ts';
import { type Outcome, refuse } from './refusal.ts';
import { type Row, readPath, splitPath } from './row.ts';

/**
 * Reads one element of the outer array at a time; the places are paths such as `sitters[3].bookings[2]`.
 *
 * @param records where the gigs stand, such as `sitters[].bookings[]` or `gigs[]`
 */
export async function* readJson(
  chunks: AsyncIterable<string>,
  records: string,
): AsyncGenerator<readonly Entry[], void, undefined> {
  const [outer = '', inner] = records.split('[]');
  const innerPath = inner === undefined || inner === '' ? undefined : inner.slice(1);
  const toEntries = (element: JsonElement): Iterable<Entry> => {
    if (element.kind === 'absent')
      return [{ place: outer || '[]', outcome: refuse('no_records', `The file has no array ${records}.`) }];
    if (element.kind === 'truncated') {
      const place = element.index === undefined ? outer || '[]' : `${outer}[${element.index}]`;
      return [{ place, outcome: refuse('truncated', 'The file ends here, in the middle.') }];
    }
    const place = `${outer}[${element.index}]`;
    return element.kind === 'too_long'
      ? [{ place, outcome: refuse('too_long', 'This part is longer than we take.') }]
      : readElement(place, element.text, { prefix: `${outer}[].`, innerPath });
  };
  for await (const some of findElements(chunks, outer === '' ? [] : outer.split('.'))) {
    let entries: Entry[] = [];
    for (const element of some)
      for (const entry of toEntries(element)) {
        entries.push(entry);
        if (entries.length < mostTogether) continue;
        yield entries;
        entries = [];
      }
    if (entries.length > 0) yield entries;
  }
}

/** One element may hold very many. */
const mostTogether = 500;

type Levels = { readonly prefix: string; readonly innerPath: string | undefined };

function* readElement(
  place: string,
  text: string,
  { prefix, innerPath }: Levels,
): Generator<Entry, void, undefined> {
  const parent = parseJson(text);
  if (parent === undefined) {
    yield { place, outcome: refuse('invalid_json', 'This is not whole JSON.') };
  } else if (innerPath === undefined) {
    yield { place, outcome: toRow(parent, undefined, prefix) };
  } else {
    const list = readPath(parent, splitPath(innerPath));
    if (typeof parent !== 'object' || parent === null || Array.isArray(parent)) {
      yield { place, outcome: refuse('not_an_object', 'This is not a JSON object.') };
    } else if (list === undefined || list === null || (Array.isArray(list) && list.length === 0)) {
      yield { place, outcome: ok({ row: rowAround(parent, prefix), hasNoGig: true }) };
    } else if (Array.isArray(list)) {
      for (const [index, value] of list.entries()) {
        yield { place: `${place}.${innerPath}[${index}]`, outcome: toRow(value, parent, prefix) };
      }
    } else {
      yield { place: `${place}.${innerPath}`, outcome: refuse('invalid_value', 'This is not a list.') };
    }
  }
}

/** A path that begins with that of the outer array reads the element around the record. */
const toRow = (value: unknown, parent: unknown, prefix: string): Outcome<{ row: Row; value: unknown }> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('not_an_object', 'This is not a JSON object.');
  }
  const own = rowOfJson(value);
  if (parent === undefined) return ok({ row: own, value });
  const around = rowAround(parent, prefix);
  return ok({
    row: { get: (path) => (path.startsWith(prefix) ? around.get(path) : own.get(path)) },
    value,
  });
};

const rowAround = (parent: unknown, prefix: string): Row => {
  const around = rowOfJson(parent);
  return { get: (path) => (path.startsWith(prefix) ? around.get(path.slice(prefix.length)) : undefined) };
};
