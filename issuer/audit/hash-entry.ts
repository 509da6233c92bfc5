/** What chains the entries: SHA-256 over the canonical JSON (RFC 8785) of an entry and the hash of the one before. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AuditEntry } from '../../store/index.ts';

/** The hash of an entry, base64url. */
export function hashEntry({ at, ...entry }: Omit<AuditEntry, 'hash'>): string {
  const text = canonicalize({ ...entry, at: at.toISOString() }) ?? '';
  return createHash('sha256').update(text).digest('base64url');
}
