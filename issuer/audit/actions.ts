/** Everything that can stand in the audit log as done. */
export const auditActions = [
  'api_key_created',
  'api_key_revoked',
  'import_started',
  'gigs_imported',
  'worker_named',
  'worker_erased',
  'worker_forgotten',
  'review_removed',
  'offer_created',
  'claim_opened',
  'credential_issued',
  'status_changed',
  'copy_turned_off',
  'correction_asked',
  'correction_answered',
  'source_changed',
  'webhook_created',
  'webhook_deleted',
] as const;
export type AuditAction = (typeof auditActions)[number];
