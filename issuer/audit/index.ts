/** The audit log: what was changed, by whom, about which worker by pseudonym, when; see README.md. */
export { type AuditAction, auditActions } from './actions.ts';
export type { Change } from './change.ts';
export { pseudonymOf } from './pseudonym.ts';
export { recordChange, recordChanges } from './record-change.ts';
export { recordImport } from './record-import.ts';
