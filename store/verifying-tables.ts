/** Tables of the verifying area. Times are ISO 8601 in UTC, so that text order is time order. */

import type { OperatingTables } from './operating-tables.ts';

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
    /** How asker and wallet meet, how the answer comes, and by what the verifier names itself. */
    flow: string;
    response_mode: string;
    client_id_prefix: string;
    /** Private key of an encrypted answer, encrypted; gone once the session is over. */
    encryption_key: string | null;
    /** The page's origin, when the question goes through the browser. */
    origin: string | null;
    /** Where the wallet sends a worker back to, when it is not this verifier's own page. */
    return_url: string | null;
    /** Hash of what only the browser that comes back from the wallet knows; gone once it was used. */
    response_code_hash: string | null;
    /** 1 once the end of the session may be shown. */
    released: number;
    /** What the wallet showed, encrypted, for a report; goes with the session. */
    presented: string | null;
    answered_at: string | null;
    /** Which API key asked; null for a page. */
    opened_by: string | null;
  };
  /** One row per question whose asker wants to be told of its end; dropped once that has arrived. */
  request_webhooks: {
    request_id: string;
    url: string;
    ended_as: string | null;
    attempts: number;
    next_at: string;
  };
  /** The verifier's private keys, encrypted, and their certificates. */
  verifier_keys: { name: string; encrypted: string; x5c: string; created_at: string };
  /** Records taken over by importing platforms: hashes, days and where the status stands; no figures, no names of workers. */
  received_records: {
    record_id: string;
    receiver: string;
    person_hash: string | null;
    credential_hash: string;
    platform_did: string;
    platform_name: string;
    as_of: string | null;
    first_day: string | null;
    last_day: string | null;
    status_references: string;
    code: string;
    received_at: string;
    changed_at: string | null;
    checked_at: string;
    next_check_at: string;
    forget_at: string;
    /** Where the receiver wants to be told of a change. */
    webhook_url: string | null;
  };
  /** The operator's register, when it is on: encrypted reports, found by keyed hashes. */
  kept_reports: {
    report_id: string;
    reference_hash: string;
    encrypted: string;
    kept_at: string;
    forget_at: string;
  };
  kept_report_credentials: { report_id: string; credential_hash: string };
  /** One row per call about a record that changed; dropped once it arrived. */
  record_deliveries: {
    delivery_id: string;
    record_id: string;
    receiver: string;
    url: string;
    body: string;
    attempts: number;
    next_at: string;
  };
  /** As the issuer's `api_keys`. */
  verifier_api_keys: OperatingTables['api_keys'];
  /** As the issuer's `audit_log`: a chain of its own. */
  verifier_audit_log: OperatingTables['audit_log'];
  verdict_counts: { purpose: string; outcome: string; count: number };
};
