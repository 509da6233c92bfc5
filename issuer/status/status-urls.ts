/** Where the status lists of an issuer stand. One list number is one space of indexes, published in two forms. */
import { newerListUrl } from '../../core/status/index.ts';

export const statusPurposes = ['revocation', 'suspension', 'refresh'] as const;
export type StatusPurpose = (typeof statusPurposes)[number];

/** Withdrawn or suspended, two bits each. */
export const tokenListUrl = (issuerUrl: string, list: number): string => `${issuerUrl}/status/token/${list}`;

/** Whether a newer one exists, one bit each. */
export const newerTokenListUrl = (issuerUrl: string, list: number): string =>
  newerListUrl(tokenListUrl(issuerUrl, list));

export const bitstringListUrl = (issuerUrl: string, list: number, purpose: StatusPurpose): string =>
  `${issuerUrl}/status/bitstring/${list}/${purpose}`;
