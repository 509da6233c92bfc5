/** Tables of forgetting. Hashes are keyed: they say nothing to whoever lacks the service's secret. */
export type ErasureTables = {
  /** Gigs whose review was removed on its writer's objection. */
  removed_reviews: { gig_hash: string };
  /** Signed receipts, which name nobody. */
  erasures: { receipt_id: string; erased_at: string; receipt: string };
  /** Workers who took their KlusCV, where nothing is to be kept after that. */
  claimed_workers: { worker_id: string; claimed_at: string };
};
