export { createLocalSignals } from './local-signals.ts';
export { createPostgresSignals } from './postgres-signals.ts';
export type { Signals } from './signals.ts';
