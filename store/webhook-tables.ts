/** Tables of webhooks: where the platform wants to be told, and what is still to be told. */
export type WebhookTables = {
  webhooks: { webhook_id: string; url: string; events: string; created_at: string };
  /** The outbox: written in the transaction of the change that it tells of. */
  webhook_deliveries: {
    delivery_id: string;
    webhook_id: string;
    /** Whom it is about, so that an erasure takes it along; empty for nobody. */
    worker_id: string;
    event: string;
    /** JSON text; empty once it was delivered. */
    body: string;
    state: string;
    attempts: number;
    last_status: number | null;
    created_at: string;
    next_at: string;
  };
};
