export type GigTables = {
  gigs: {
    gig_id: string;
    worker_id: string;
    worker_name: string | null;
    /** Milliseconds since 1970. */
    updated_at: number;
    /** `updated_at`, but never after the moment of arrival: a platform's clock may run ahead. */
    known_at: number;
    /** When this version came in, in milliseconds since 1970; null for what came in before that was kept. */
    stored_at: number | null;
    /** The gig record as canonical JSON (RFC 8785). */
    record: string;
  };
  /** One row with id 1, or none: the latest `known_at` of all gigs that ever came in. */
  newest_update: {
    id: number;
    known_at: number;
  };
  /** One row with id 1, or none. */
  rating_window: {
    id: number;
    ratings: number;
  };
  /** Those whom an export named without any gig. */
  known_workers: {
    worker_id: string;
    name: string | null;
  };
  /** What the platform said of a worker beside the gigs: `PUT /api/v1/workers/{id}`. */
  workers: {
    worker_id: string;
    name: string;
    birth_date: string | null;
    name_basis: string;
  };
  /** Keyed hashes of workers who had their data erased: the next import must not bring them back. */
  erased_workers: {
    worker_hash: string;
  };
};
