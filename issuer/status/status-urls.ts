/** Where the status lists of an issuer stand. One list number is one space of indexes, published in two forms. */
import type { StatusPlace } from '../../core/credential/index.ts';
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

/** Where the status of one credential stands, in the words of the W3C forms: one place for each purpose. */
export const bitstringPlaces = (
  issuerUrl: string,
  { list, index }: { readonly list: number; readonly index: number },
): StatusPlace[] =>
  statusPurposes.map((purpose) => ({ purpose, index, url: bitstringListUrl(issuerUrl, list, purpose) }));
