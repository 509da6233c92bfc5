import { createApiKeyStore } from './api-keys.ts';
import { createAuditStore } from './audit.ts';
import { createErasureStore } from './erasure.ts';
import type { Database } from './query-layer.ts';

/** Who may call, what was done, and what was forgotten. */
export const createOperatingStores = (db: Database) => ({
  apiKeys: createApiKeyStore(db),
  audit: createAuditStore(db),
  erasure: createErasureStore(db),
});
