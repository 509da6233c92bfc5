export { type DryRunOptions, dryRun, type WorkerChange } from './dry-run.ts';
export type { ForgottenHashes } from './forgotten.ts';
export { type IngestOptions, ingest } from './ingest.ts';
export type { IngestReport, RefusedLine } from './ingest-report.ts';
export { Mapping, parseMapping } from './mapping.ts';
export { ownForm } from './own-form.ts';
export type { Place, RefusalCode, WarningCode } from './refusal.ts';
