/** The verifier's own audit log: who may call it, and what was kept. No worker, no platform and no outcome stands in it. */
import { hashEntry } from '../../server/index.ts';
import type { Stores } from '../../store/index.ts';

export const verifierActions = [
  'api_key_created',
  'api_key_revoked',
  'key_secret_changed',
  'report_kept',
  'report_read',
  'reports_erased',
  'reports_forgotten',
] as const;

export type VerifierChange = {
  /** Who: `key:…`, `cli`, `page` or `service`. */
  readonly actor: string;
  readonly action: (typeof verifierActions)[number];
  /** What, by an id that names nobody: a key, a reference number. */
  readonly subject?: string;
  /** Counts and codes. */
  readonly details?: Readonly<Record<string, string | number | readonly string[]>>;
};

/** Writes a change down, in the transaction of the change itself; entries are chained by their hashes. */
export async function recordVerifierChange(
  stores: Pick<Stores, 'verifierAudit'>,
  { actor, action, subject, details = {} }: VerifierChange,
  at: Date,
): Promise<void> {
  await stores.verifierAudit.appendEntry(
    { at, actor, action, details: JSON.stringify(details), ...(subject === undefined ? {} : { subject }) },
    hashEntry,
  );
}
