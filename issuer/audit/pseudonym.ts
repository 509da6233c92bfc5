import { keyedHash } from '../offer/secrets.ts';

/** How a worker stands in the log: the same every time, and nothing to whoever lacks the key. */
export const pseudonymOf = (hashKey: Uint8Array, workerId: string): string =>
  keyedHash(hashKey, 'audit_worker', workerId);
