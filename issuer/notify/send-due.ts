/** Sends what is due in the outbox, and puts off what did not arrive. */
import { hasArrived, nextAttemptAt, postWebhook } from '../../server/index.ts';
import type { DueDelivery } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { webhookSecret } from './sign-delivery.ts';

/** A process that dies while sending gives its deliveries back after this long. */
const leaseSeconds = 60;
const atOnce = 20;

type Deps = Pick<IssuerDeps, 'store' | 'fetch' | 'hashKey' | 'crypto' | 'clock' | 'log'>;

/** Sends everything that is due now, and gives the number of attempts; any answer of 200 to 299 is an arrival. */
export async function sendDue(deps: Deps): Promise<number> {
  const { store, clock } = deps;
  let sent = 0;
  for (;;) {
    const now = clock();
    const until = new Date(now.getTime() + leaseSeconds * 1000);
    const due = await store.webhooks.takeDue({ now, until, limit: atOnce });
    await Promise.all(due.map((delivery) => attempt(deps, delivery)));
    sent += due.length;
    if (due.length < atOnce) return sent;
  }
}

/** What ended is kept for a week, for whoever looks why a call did not come. */
const keepMs = 7 * 86_400_000;

export const dropOldDeliveries = ({ store, clock }: Pick<IssuerDeps, 'store' | 'clock'>): Promise<void> =>
  store.webhooks.dropEnded(new Date(clock().getTime() - keepMs));

async function attempt(deps: Deps, delivery: DueDelivery): Promise<void> {
  const { store, log, hashKey } = deps;
  const { deliveryId, webhookId, attempts } = delivery;
  const lastStatus = await postWebhook({ ...delivery, secret: webhookSecret(hashKey, webhookId) }, deps);
  if (hasArrived(lastStatus)) {
    await store.webhooks.endDelivery(deliveryId, { state: 'delivered', lastStatus });
    return;
  }
  const nextAt = nextAttemptAt(attempts, deps);
  if (nextAt === undefined) {
    log.warn({ deliveryId, lastStatus }, 'a webhook was given up');
    await store.webhooks.endDelivery(deliveryId, { state: 'given_up', lastStatus });
    return;
  }
  await store.webhooks.delayDelivery(deliveryId, { nextAt, lastStatus });
}
