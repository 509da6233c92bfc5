/** Reads single values of a row as clean text. */
import { ok } from '../../core/result.ts';
import { cleanLine, isBlank } from './clean-text.ts';
import { type Outcome, quote, refuse } from './refusal.ts';
import type { Row } from './row.ts';

/** A value as one line of text; nothing for a blank. Numbers are ids in some exports, so they are read too. */
export const readLine = (row: Row, path: string): Outcome<string | undefined> => {
  const value = row.get(path);
  if (value === undefined || value === null) return ok(undefined);
  if (typeof value === 'number') return ok(String(value));
  if (typeof value !== 'string') return refuse('invalid_value', `${path}: ${quote(value)} is not a text.`);
  const text = cleanLine(value);
  return ok(isBlank(text) ? undefined : text);
};

const maxIdLength = 200;

/** An id: whole, short, and not damaged, since two damaged ids could become one. */
export const readId = (row: Row, path: string): Outcome<string | undefined> => {
  const id = readLine(row, path);
  if (!id.ok || id.value === undefined) return id;
  if (id.value.includes('\uFFFD'))
    return refuse('damaged_id', `${path}: this id holds characters that could not be read.`);
  if (id.value.length > maxIdLength)
    return refuse('too_long', `${path}: an id has at most ${maxIdLength} characters.`);
  return id;
};

/** An id that stands in one column, or is made of several: then all of them must be there. */
export const readJoinedId = (row: Row, paths: string | readonly string[]): Outcome<string | undefined> => {
  if (typeof paths === 'string') return readId(row, paths);
  const parts: string[] = [];
  for (const path of paths) {
    const part = readId(row, path);
    if (!part.ok || part.value === undefined) return part;
    parts.push(part.value);
  }
  const id = parts.join(' ');
  return id.length > maxIdLength
    ? refuse('too_long', `${nameOf(paths)}: an id has at most ${maxIdLength} characters.`)
    : ok(id);
};

/** Several columns as one text, joined by a space. */
export const readJoined = (row: Row, paths: string | readonly string[]): Outcome<string | undefined> => {
  if (typeof paths === 'string') return readLine(row, paths);
  const texts: string[] = [];
  for (const path of paths) {
    const text = readLine(row, path);
    if (!text.ok) return text;
    if (text.value !== undefined) texts.push(text.value);
  }
  return ok(texts.length === 0 ? undefined : texts.join(' '));
};

export const nameOf = (paths: string | readonly string[]): string =>
  typeof paths === 'string' ? paths : paths.join(' + ');
