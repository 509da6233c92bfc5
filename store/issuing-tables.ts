/** Tables of the issuing area. Times are ISO 8601 in UTC, so that text order is time order; lists are JSON text. */
export type IssuingTables = {
  /** The platform's private keys, encrypted, and its certificates. */
  issuer_keys: { name: string; encrypted: string; x5c: string | null; created_at: string };
  /** A code of six digits that goes with one or more offers; `tries` counts the wrong ones. */
  tx_codes: { tx_code_id: string; hash: string; tries: number; expires_at: string };
  offers: {
    offer_hash: string;
    code_hash: string;
    worker_id: string;
    configurations: string;
    include: string | null;
    tx_code_id: string | null;
    expires_at: string;
    used_at: string | null;
  };
  /** The worker's page: a link that is used up by opening a session. */
  claim_links: {
    token_hash: string;
    session_hash: string | null;
    worker_id: string;
    configurations: string;
    include: string | null;
    tx_code_id: string | null;
    expires_at: string;
  };
  access_tokens: { token_hash: string; worker_id: string; include: string | null; expires_at: string };
  /** What a token may still get: `issued` counts credentials of that configuration. */
  access_token_grants: { token_hash: string; configuration: string; issued: number };
  used_nonces: { nonce_hash: string; expires_at: string };
  status_lists: { list: number; size: number; used: number; version: number };
  /** Every index ever given out; stays when a worker is erased, and says nothing about anybody. */
  status_entries: { list: number; idx: number; status: string };
  credentials: {
    credential_id: string;
    worker_id: string;
    configuration: string;
    list: number;
    idx: number;
    status_reason: string | null;
    issued_at: string;
    valid_until: string;
  };
};
