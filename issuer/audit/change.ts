import type { AuditAction } from './actions.ts';

/** A change as the audit log has it. */
export type Change = {
  /** Who: `key:…`, `cli`, `worker`, `wallet` or `service`. */
  readonly actor: string;
  readonly action: AuditAction;
  readonly workerId?: string;
  /** What was changed, by an id that names nobody: a credential, a key, a list. */
  readonly subject?: string;
  /** Counts and codes; never a name, a text or a worker's number. */
  readonly details?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
};
