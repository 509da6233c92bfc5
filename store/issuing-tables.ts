/** Tables of the issuer: credentials, status lists, offers, keys. */
export type IssuingTables = Record<never, never>;
