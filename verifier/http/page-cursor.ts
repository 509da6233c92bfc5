/** Where the next page of a list begins: a moment and an id, as a text that says nothing to callers. */
import { fromBase64Url, toBase64Url, toUtf8 } from '../../core/bytes.ts';
import { KlusCVError } from '../../core/errors.ts';

export type PageCursor = { readonly at: Date; readonly id: string };

export const renderCursor = ({ at, id }: PageCursor): string =>
  toBase64Url(toUtf8(`${at.toISOString()} ${id}`));

/** @throws KlusCVError `invalid_request` for a text that `renderCursor` did not make */
export function parseCursor(text: string): PageCursor {
  const [moment = '', id = ''] = new TextDecoder().decode(fromBase64Url(text)).split(' ');
  const at = new Date(moment);
  if (Number.isNaN(at.getTime()) || !/^[0-9a-f-]{36}$/.test(id))
    throw new KlusCVError('invalid_request', 'cursor: not one of ours.');
  return { at, id };
}
