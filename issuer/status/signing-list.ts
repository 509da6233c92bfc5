/** What both forms of a status list are signed from, and how long they hold. */
import type { CryptoPort } from '../../core/ports.ts';
import type { StatusList } from '../../store/index.ts';
import type { IssuerKeys } from '../keys/issuer-keys.ts';

/** How long others may keep a list: short, since a withdrawal must be seen within seconds. */
export const listTtlSeconds = 5;
/** A list older than this is not to be trusted any more; it is signed anew long before. */
export const listLifetimeSeconds = 3_600;

export type SigningList = {
  readonly list: number;
  readonly content: StatusList;
  readonly issuerUrl: string;
  readonly keys: IssuerKeys;
  readonly crypto: Pick<CryptoPort, 'digest' | 'hashText'>;
  readonly signedAt: Date;
};
