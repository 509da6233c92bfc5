export { backupStore } from './backup-store.ts';
export type { BackupSummary } from './format.ts';
export { restoreStore } from './restore-store.ts';
