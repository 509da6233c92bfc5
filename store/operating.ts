import { createApiKeyStore } from './api-keys.ts';
import { createAuditStore } from './audit.ts';
import { createCallCountStore } from './call-counts.ts';
import { createErasureStore } from './erasure.ts';
import { createHashKeyStore } from './hash-keys.ts';
import type { Database } from './query-layer.ts';
import { createWebhookStore } from './webhooks.ts';

/** Who may call, what was done, what was forgotten, and who is told. */
export const createOperatingStores = (db: Database) => ({
  apiKeys: createApiKeyStore(db),
  audit: createAuditStore(db),
  callCounts: createCallCountStore(db),
  erasure: createErasureStore(db),
  hashKeys: createHashKeyStore(db),
  webhooks: createWebhookStore(db),
});
