/** The entries of a verified list, as bytes that another thread can look up in too. */
import { getBit, type StatusBits, statusAt, tokenStatus } from '../../status/index.ts';
import type { ListState } from './status-answer.ts';

export type ListEntries =
  | {
      readonly kind: 'token';
      /** The list beside the other, which speaks of newer ones only (`newerListUrl`). */
      readonly tells: 'newer' | undefined;
      readonly bits: StatusBits;
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: 'bitstring';
      readonly purpose: 'revocation' | 'suspension' | 'refresh';
      readonly bytes: Uint8Array;
    };

const states: ReadonlyMap<number, ListState> = new Map<number, ListState>([
  [tokenStatus.valid, 'active'],
  [tokenStatus.revoked, 'revoked'],
  [tokenStatus.suspended, 'suspended'],
]);
const newerStates: ReadonlyMap<number, ListState> = new Map<number, ListState>([
  [0, 'active'],
  [1, 'newer'],
]);
const setStates = { revocation: 'revoked', suspension: 'suspended', refresh: 'newer' } as const;

/** What stands at an index; `unreadable` for a status that we do not know, which must never be read as valid. */
export const stateAt = (entries: ListEntries, index: number): ListState | 'outside' | 'unreadable' => {
  if (entries.kind === 'bitstring') {
    const bit = getBit(entries.bytes, index);
    if (bit === undefined) return 'outside';
    return bit ? setStates[entries.purpose] : 'active';
  }
  const status = statusAt(entries, index);
  if (status === undefined) return 'outside';
  return (entries.tells === 'newer' ? newerStates : states).get(status) ?? 'unreadable';
};
