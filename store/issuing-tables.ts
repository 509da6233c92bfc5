/** Tables of the issuing area. Times are ISO 8601 in UTC, so that text order is time order; lists are JSON text. */
import type { Generated } from 'kysely';

export type IssuingTables = {
  /** The platform's private keys, encrypted, and its certificates. A row is never deleted. */
  issuer_keys: {
    name: string;
    /** Empty once nothing is signed with the key any more. */
    encrypted: string;
    x5c: string | null;
    created_at: string;
    /** JSON text; null in rows of an earlier release, and there it is in `encrypted`. */
    public_jwk: string | null;
    state: Generated<string>;
    active_since: string | null;
    ended_at: string | null;
    retired_at: string | null;
    /** Counted in the row `root` alone: how often any key has changed. Who changes one must count it up from what he saw. */
    changes: Generated<number>;
  };
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
  /** `block_end`: so many places of the list's secret order were given out in blocks. */
  status_lists: { list: number; size: number; used: number; version: number; block_end: Generated<number> };
  /**
   * Every index ever given out, decoys too; stays when a worker is erased, and says nothing about anybody. `newer` is 1
   * once a credential with other figures was issued to the same worker.
   */
  status_entries: { list: number; idx: number; status: string; newer: Generated<number> };
  credentials: {
    credential_id: string;
    worker_id: string;
    configuration: string;
    list: number;
    idx: number;
    status_reason: string | null;
    issued_at: string;
    valid_until: string;
    /** For whom a copy was made, in the worker's words. */
    made_for: string | null;
    /** The choice of claims as it came in, as JSON text. */
    include: string | null;
    /** Why the status was changed, for the platform alone. */
    reason_code: string | null;
    /** Keyed hash of the figures that were signed: whether two credentials say the same. */
    record_hash: string | null;
    /** When a gig that was counted in it was last corrected, and how many times that happened. */
    corrected_at: string | null;
    corrected_gigs: Generated<number>;
  };
  /** Mistakes that workers report; without `outcome` they are open. */
  correction_requests: {
    correction_id: string;
    worker_id: string;
    about: string;
    text: string;
    asked_at: string;
    outcome: string | null;
    answer: string | null;
    answered_at: string | null;
  };
};
