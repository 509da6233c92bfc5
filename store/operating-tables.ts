/** Tables for who may call and what was done. Times are ISO 8601 in UTC, so that text order is time order. */
export type OperatingTables = {
  /** Keys of keyed hashes, encrypted; there once the service's secret has been changed. */
  hash_keys: { name: string; encrypted: string; changed_at: string };
  /** Keys of the platform's own systems, under their hashes; the key itself is shown once and kept nowhere. */
  api_keys: {
    key_id: string;
    name: string;
    hash: string;
    /** Names with a space between. */
    scopes: string;
    calls_per_minute: number | null;
    created_at: string;
    expires_at: string | null;
    revoked_at: string | null;
  };
  /** Every change, each entry chained to the one before by its hash. Only ever added to. */
  audit_log: {
    seq: number;
    at: string;
    actor: string;
    action: string;
    /** Pseudonym of a worker: a keyed hash. */
    worker: string | null;
    /** What was changed, by an id that names nobody. */
    subject: string | null;
    /** Counts and codes, as JSON text. */
    details: string;
    previous: string;
    hash: string;
  };
  /** Of each audit log how many entries of a kind were counted; `configuration` is empty but for what was issued. */
  audit_counts: {
    log: string;
    action: string;
    /** `worker`, `wallet` or `other`. */
    actor: string;
    configuration: string;
    entries: number;
  };
  /** Up to which entry of a log they were counted. */
  audit_counted: {
    log: string;
    seq: number;
  };
};
