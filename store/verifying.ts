import { createApiKeyStore } from './api-keys.ts';
import type { Database } from './query-layer.ts';
import { createReceivedRecordStore } from './received-records.ts';
import { createRequestWebhookStore } from './request-webhooks.ts';
import { createRequestStore } from './requests.ts';
import { createVerdictCountStore } from './verdict-counts.ts';
import { createVerifierKeyStore } from './verifier-keys.ts';

/** What the verifier keeps: open questions, for minutes, and its own keys. */
export const createVerifyingStores = (db: Database) => ({
  requests: createRequestStore(db),
  receivedRecords: createReceivedRecordStore(db),
  requestWebhooks: createRequestWebhookStore(db),
  verdictCounts: createVerdictCountStore(db),
  verifierApiKeys: createApiKeyStore(db, 'verifier_api_keys'),
  verifierKeys: createVerifierKeyStore(db),
});
