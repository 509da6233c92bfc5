/** Tables of what several processes on one database share. */
export type SharingTables = {
  /** How often somebody called in a window of time; whoever that is stands here as a hash. */
  call_counts: {
    caller: string;
    calls: number;
    /** Milliseconds since 1970. */
    ends_at: number;
  };
  /** Status lists as they were last signed, so that all processes give the same bytes. */
  signed_lists: {
    name: string;
    version: number;
    /** Milliseconds since 1970. */
    signed_at: number;
    signed: string;
  };
  /** Addresses of status lists that a verifier has handed out. */
  known_lists: { url: string };
  /** Work to do, where the engine has no queue of its own. */
  jobs: { job_id: string; name: string; data: string; attempts: number; next_at: string };
};
