import { createApiKeyStore } from './api-keys.ts';
import { createAuditStore } from './audit.ts';
import type { Database } from './query-layer.ts';

/** Who may call, and what was done. */
export const createOperatingStores = (db: Database) => ({
  apiKeys: createApiKeyStore(db),
  audit: createAuditStore(db),
});
