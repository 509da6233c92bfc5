import { type Entry, jsonEntry } from './entry.ts';
import { isEmptyLine, type Line } from './read-lines.ts';
import { refuse } from './refusal.ts';

/** One JSON value per line; empty lines are passed over. */
export async function* readNdjson(lines: AsyncIterable<Line>): AsyncGenerator<Entry, void, undefined> {
  for await (const { number, text } of lines) {
    if (text === undefined)
      yield { place: number, outcome: refuse('too_long', 'This line is longer than we take.') };
    else if (!isEmptyLine(text)) yield jsonEntry(number, text.trim());
  }
}
