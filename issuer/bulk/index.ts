/** Issuing to everybody at once. See README.md. */
export { type ChunkSigner, type Progress, runIssueJob } from './issue-all.ts';
export { findOrOrderJob, orderJobByCall } from './order-job.ts';
export { dropOldFiles, runIdleJobs } from './run-idle-jobs.ts';
export { signHere } from './sign-here.ts';
export { chunkSize } from './take-chunk.ts';
