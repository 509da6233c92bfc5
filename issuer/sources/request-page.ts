/** Asking for a page of gigs at the platform's endpoint, and reading where the next one begins. */
import { KlusCVError } from '../../core/errors.ts';
import type { HttpRequest, HttpResponse } from '../../core/ports.ts';
import type { Mapping } from '../ingest/index.ts';
import { readPath, splitPath } from '../ingest/row.ts';

export type Source = NonNullable<Mapping['source']>;

const mostBytes = 64 << 20;
const longestCursor = 2000;

/** @param position `cursor` as the page before said, `since` from when on changes are wanted */
export const createPageRequest = (
  source: Source,
  position: { readonly cursor: string | undefined; readonly since: Date | undefined },
  secret: string | undefined,
): HttpRequest => {
  const url = new URL(source.url);
  const { updatedSince, cursor } = source;
  if (updatedSince !== undefined && position.since !== undefined)
    url.searchParams.set(updatedSince.parameter, formatMoment(position.since, updatedSince.format));
  if (cursor !== undefined && position.cursor !== undefined)
    url.searchParams.set(cursor.parameter, position.cursor);
  return {
    url: url.href,
    maxBytes: mostBytes,
    ...(secret === undefined ? {} : { headers: { authorization: `Bearer ${secret}` } }),
  };
};

const formatMoment = (moment: Date, format: NonNullable<Source['updatedSince']>['format']): string => {
  if (format === 'iso') return moment.toISOString();
  return String(format === 'epoch-milliseconds' ? moment.getTime() : Math.floor(moment.getTime() / 1000));
};

/**
 * Where the next page begins; nothing after the last one.
 * @throws KlusCVError `fetch_failed` when the answer is no page of gigs
 */
export const readNextCursor = (source: Source, response: HttpResponse): string | undefined => {
  if (response.status !== 200)
    throw new KlusCVError('fetch_failed', `The source answered with status ${response.status}.`);
  if (source.cursor === undefined) return undefined;
  const { cursor } = source;
  const value =
    'header' in cursor
      ? response.headers[cursor.header.toLowerCase()]
      : readPath(parseBody(response.body), splitPath(cursor.from));
  if (value === undefined || value === null || value === '') return undefined;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text.length > longestCursor)
    throw new KlusCVError('fetch_failed', 'The cursor in the answer of the source is not a short text.');
  return text;
};

const parseBody = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch (cause) {
    throw new KlusCVError('fetch_failed', 'The answer of the source is not JSON.', { cause });
  }
};
