export { startBossJobs } from './boss-jobs.ts';
export type { JobOptions, Jobs } from './jobs.ts';
export { createLocalJobs } from './local-jobs.ts';
