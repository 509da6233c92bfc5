/** A Token Status List as somebody else would read it (Token Status List draft 20, sections 4 and 5). */
import { inflateSync } from 'node:zlib';

export type StatusList = { readonly bits: number; readonly bytes: Uint8Array };

/** The list inside the JWT, its signature not looked at. */
export function unpackList(jwt: string): StatusList {
  const payload: { status_list: { bits: number; lst: string } } = JSON.parse(
    Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'),
  );
  const { bits, lst } = payload.status_list;
  return { bits, bytes: inflateSync(Buffer.from(lst, 'base64url')) };
}

/** The status at an index; the lowest bits of a byte come first. */
export function statusAt({ bits, bytes }: StatusList, index: number): number {
  const position = index * bits;
  return ((bytes[position >> 3] ?? 0) >> (position & 7)) & ((1 << bits) - 1);
}
