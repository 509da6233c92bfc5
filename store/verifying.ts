import { createApiKeyStore } from './api-keys.ts';
import { createAuditStore } from './audit.ts';
import { createKeptReportStore } from './kept-reports.ts';
import { createKnownListStore } from './known-lists.ts';
import type { Database } from './query-layer.ts';
import { createReceivedRecordStore } from './received-records.ts';
import { createRecordDeliveryStore } from './record-deliveries.ts';
import { createRequestWebhookStore } from './request-webhooks.ts';
import { createRequestStore } from './requests.ts';
import { createVerdictCountStore } from './verdict-counts.ts';
import { createVerifierKeyStore } from './verifier-keys.ts';

/** What the verifier keeps: open questions, for minutes, its own keys, and what its operator asked it to keep. */
export const createVerifyingStores = (db: Database) => ({
  requests: createRequestStore(db),
  receivedRecords: createReceivedRecordStore(db),
  requestWebhooks: createRequestWebhookStore(db),
  keptReports: createKeptReportStore(db),
  recordDeliveries: createRecordDeliveryStore(db),
  verifierAudit: createAuditStore(db, 'verifier_audit_log'),
  knownLists: createKnownListStore(db),
  verdictCounts: createVerdictCountStore(db),
  verifierApiKeys: createApiKeyStore(db, 'verifier_api_keys'),
  verifierKeys: createVerifierKeyStore(db),
});
