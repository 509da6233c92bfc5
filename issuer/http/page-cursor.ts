/** Where the next page begins: behind a moment and an id, so that new entries never shift a page. */
import { KlusCVError } from '../../core/errors.ts';

export const createCursor = (at: Date, id: string): string =>
  Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');

/** @throws KlusCVError `invalid_request` for anything but a cursor of ours */
export function parseCursor(cursor: string): { readonly at: string; readonly id: string } {
  const [, at, id] =
    /^(\d{4}-\d{2}-\d{2}T[\d:.]{12}Z) (\S{1,200})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at === undefined || id === undefined)
    throw new KlusCVError('invalid_request', 'cursor: use nextCursor of the page before.');
  return { at, id };
}
