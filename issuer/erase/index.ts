/** Forgetting: a worker, a review, or everything once it is claimed. See README.md. */
export { eraseWorker } from './erase-worker.ts';
export { forgetClaimed, noteClaimed } from './forget-claimed.ts';
export { type Receipt, receiptType } from './receipt.ts';
export { type RemovedReview, removeReview } from './remove-review.ts';
