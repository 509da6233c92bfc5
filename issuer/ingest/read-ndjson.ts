import { type Entry, jsonEntry } from './entry.ts';
import { isEmptyLine, type Line } from './read-lines.ts';
import { refuse } from './refusal.ts';

/** One JSON value per line; empty lines are passed over. */
export async function* readNdjson(
  lines: AsyncIterable<readonly Line[]>,
): AsyncGenerator<readonly Entry[], void, undefined> {
  for await (const some of lines) yield some.flatMap(toEntry);
}

const toEntry = ({ number, text }: Line): readonly Entry[] => {
  if (text === undefined)
    return [{ place: number, outcome: refuse('too_long', 'This line is longer than we take.') }];
  return isEmptyLine(text) ? [] : [jsonEntry(number, text.trim())];
};
