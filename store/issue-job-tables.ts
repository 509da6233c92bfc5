/** Tables of the runs that issue to everybody. Times are ISO 8601 in UTC. */
import type { Generated } from 'kysely';

export type IssueJobTables = {
  issue_jobs: {
    job_id: string;
    configuration: string;
    file: string;
    /** `command`, `stored` or `call`. */
    kind: string;
    actor: string;
    /** `running`, `done`, `failed` or `dropped`. */
    state: string;
    /** Who is at it: no other process may go on before `held_until`. */
    holder: string | null;
    held_until: string | null;
    last_worker: string | null;
    /** The credential of the last line that is in the file for certain. */
    last_written: string | null;
    workers: Generated<number>;
    issued: Generated<number>;
    /** How many got none, by reason, as JSON text. */
    skipped: string;
    failure: string | null;
    created_at: string;
    ended_at: string | null;
  };
  /** Credentials that were remembered and whose lines may not be in the file yet: those of one or two blocks. */
  issue_job_lines: { job_id: string; seq: number; credential_id: string };
  /** What was signed, some hundred lines a row, up to the worker of the last of them. */
  issue_job_parts: { job_id: string; last_worker: string; packed: Uint8Array };
};
