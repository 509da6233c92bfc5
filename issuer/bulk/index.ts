/** Issuing to everybody at once. See README.md. */
export { dropJob, dropOldJobs } from './drop-jobs.ts';
export { type ChunkSigner, type Progress, runIssueJob } from './issue-all.ts';
export { readLines, takeOutOfRuns } from './kept-lines.ts';
export { findOrOrderJob, orderJobByCall } from './order-job.ts';
export { createRunsBeside, type RunsBeside, runIdleJobs } from './run-idle-jobs.ts';
export { signHere } from './sign-here.ts';
export { chunkSize } from './take-chunk.ts';
