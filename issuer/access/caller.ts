import type { Scope } from './scopes.ts';

/** Who makes a call with an API key, and what it may do. */
export type Caller = {
  /** As it stands in the audit log. */
  readonly actor: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Absent: the service's own limit. */
  readonly callsPerMinute?: number;
};
