/** Tables of the verifier: requests. */
export type VerifyingTables = Record<never, never>;
