/** Tables of the verifying area. Times are ISO 8601 in UTC, so that text order is time order. */

export type VerifyingTables = {
  /** One row per question to a wallet; dropped, report and all, at `forget_at`. */
  requests: {
    request_id: string;
    purpose: string;
    /** Formats asked, separated by a space. */
    formats: string;
    /** For the wallet only: which session a response belongs to. */
    state: string;
    nonce: string;
    /** Hash of the cookie of the browser that asked; the only one that may see the answer. */
    viewer_hash: string;
    phase: string;
    reason: string | null;
    report: string | null;
    created_at: string;
    expires_at: string;
    forget_at: string;
  };
  /** The verifier's private keys, encrypted, and their certificates. */
  verifier_keys: { name: string; encrypted: string; x5c: string; created_at: string };
};
