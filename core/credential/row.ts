import type { ClaimName } from './claims.ts';

/** One figure in words. `value` is whole by itself; `items` are its parts where it is a list. */
export type Row = {
  readonly key: ClaimName;
  readonly label: string;
  readonly value: string;
  readonly items?: readonly string[];
  readonly note?: string;
};
