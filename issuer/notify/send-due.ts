/** Sends what is due in the outbox, and puts off what did not arrive. */
import type { DueDelivery } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { signDelivery, webhookSecret } from './sign-delivery.ts';

/** Seconds to wait after each attempt that failed; after the last there is no other. */
export const backoffSeconds = [5, 30, 120, 600, 3_600, 21_600, 86_400] as const;

/** A process that dies while sending gives its deliveries back after this long. */
const leaseSeconds = 60;
const atOnce = 20;
const answerLimit = 64 * 1024;

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
  const { store, clock, log, crypto } = deps;
  const { deliveryId, attempts } = delivery;
  const lastStatus = await send(deps, delivery);
  if (lastStatus !== undefined && lastStatus >= 200 && lastStatus < 300) {
    await store.webhooks.endDelivery(deliveryId, { state: 'delivered', lastStatus });
    return;
  }
  const wait = backoffSeconds[attempts];
  if (wait === undefined) {
    log.warn({ deliveryId, lastStatus }, 'a webhook was given up');
    await store.webhooks.endDelivery(deliveryId, { state: 'given_up', lastStatus });
    return;
  }
  // Up to a fifth more, so that many that failed together do not come back together.
  const jitter = 1 + (crypto.randomBytes(1)[0] ?? 0) / 255 / 5;
  const nextAt = new Date(clock().getTime() + wait * jitter * 1000);
  await store.webhooks.delayDelivery(deliveryId, { nextAt, lastStatus });
}

/** The status of the answer, or undefined when there was none. */
async function send(
  { fetch, hashKey, clock }: Deps,
  { deliveryId, webhookId, url, body }: DueDelivery,
): Promise<number | undefined> {
  try {
    const secret = webhookSecret(hashKey, webhookId);
    const answer = await fetch({
      url,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...signDelivery(secret, { deliveryId, sentAt: clock(), body }),
      },
      body,
      maxBytes: answerLimit,
    });
    return answer.status;
  } catch {
    return undefined;
  }
}
