export { aggregate } from './aggregate.ts';
export { type LoadedRecord, listWorkers, loadWorkRecord } from './load-work-record.ts';
export { reviewsOf } from './reviews.ts';
