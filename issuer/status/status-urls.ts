/** Where the status lists of an issuer stand. One list number is one space of indexes, published in two forms. */
export const statusPurposes = ['revocation', 'suspension'] as const;
export type StatusPurpose = (typeof statusPurposes)[number];

export const tokenListUrl = (issuerUrl: string, list: number): string => `${issuerUrl}/status/token/${list}`;

export const bitstringListUrl = (issuerUrl: string, list: number, purpose: StatusPurpose): string =>
  `${issuerUrl}/status/bitstring/${list}/${purpose}`;
