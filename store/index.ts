export type { AccessToken, AccessTokenStore } from './access-tokens.ts';
export type { ApiKeyStore, StoredApiKey } from './api-keys.ts';
export type { AuditContent, AuditEntry, AuditStore } from './audit.ts';
export { type BackupSummary, backupStore, restoreStore } from './backup/index.ts';
export type { CallCount, CallCountStore } from './call-counts.ts';
export type {
  CorrectionAnswer,
  CorrectionOutcome,
  CorrectionRequest,
  CorrectionStore,
} from './corrections.ts';
export type { CredentialStore, IssuedCredential, NewCredential, StatusChange } from './credentials.ts';
export type { ErasedCounts, ErasureStore, StoredReceipt } from './erasure.ts';
export type { GigStore, GigVersion, StoredGig } from './gigs.ts';
export type { ImportStore, KeptRefusal } from './imports.ts';
export type { IssueJob, IssueJobStore, JobStep, UnwrittenLine } from './issue-jobs.ts';
export type { IssuePart, IssuePartStore } from './issue-parts.ts';
export type { IssuerKeyStore, KeyChange, KeyState, StoredKey, StoredKeys } from './issuer-keys.ts';
export type { JobOptions, Jobs } from './jobs/index.ts';
export { joinCalls } from './join-calls.ts';
export type { KeptReport, KeptReportStore } from './kept-reports.ts';
export type { KnownListStore } from './known-lists.ts';
export type { ClaimSession, Grant, Offer, OfferStore, TxCode } from './offers.ts';
export { openStore, type Store, type Stores } from './open.ts';
export type { Database } from './query-layer.ts';
export type { ReceivedRecordStore, StoredReceivedRecord } from './received-records.ts';
export type { RecordDelivery, RecordDeliveryStore } from './record-deliveries.ts';
export type { DueRequestWebhook } from './request-webhooks.ts';
export type {
  NewRequest,
  RequestEnd,
  RequestPhase,
  RequestStore,
  SealedRequest,
  StoredRequest,
} from './requests.ts';
export type { Signals } from './signals/index.ts';
export type { SignedListHead, SignedListStore } from './signed-lists.ts';
export type { SourceState, SourceStore } from './sources.ts';
export type {
  CredentialStatus,
  Decoy,
  ListFill,
  StatusIndex,
  StatusList,
  StatusListStore,
} from './status-lists.ts';
export type { VerdictCount, VerdictCountStore } from './verdict-counts.ts';
export type { StoredVerifierKey, VerifierKeyStore } from './verifier-keys.ts';
export type { Delivery, DueDelivery, Webhook, WebhookStore } from './webhooks.ts';
export type { KnownWorker, WorkerStore } from './workers.ts';
export type { CountedWorker, WorkersWithGigs } from './workers-with-gigs.ts';
