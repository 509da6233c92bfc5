/** Tells a platform that a record it took over has changed: a signed call, tried again until it arrives. */
import { createHmac, randomUUID } from 'node:crypto';
import type { HttpFetch } from '../../core/ports.ts';
import { hasArrived, nextAttemptAt, postWebhook } from '../../server/index.ts';
import type { RecordDelivery, StoredReceivedRecord } from '../../store/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { outcomeOfCode } from './outcome-of-code.ts';

/** The secret of a receiver's webhooks, `whsec_` and base64: made from the service's own key, kept nowhere. */
export function recordWebhookSecret(hashKey: Uint8Array, receiver: string): string {
  const secret = createHmac('sha256', hashKey).update(`record_webhook:${receiver}`).digest('base64');
  return `whsec_${secret}`;
}

/** Makes a call due, when the receiver wants one. It says which record and what its platform's list says now; no more. */
export async function enqueueChange(
  { recordId, receiver, webhookUrl }: Pick<StoredReceivedRecord, 'recordId' | 'receiver' | 'webhookUrl'>,
  { code, at }: { readonly code: string; readonly at: Date },
  { recordDeliveries }: Pick<VerifierDeps, 'recordDeliveries'>,
): Promise<void> {
  if (webhookUrl === undefined) return;
  const data = { recordId, outcome: outcomeOfCode(code), code };
  const body = JSON.stringify({ type: 'received_record.changed', timestamp: at.toISOString(), data });
  await recordDeliveries.storeDelivery(
    { deliveryId: randomUUID(), recordId, receiver, url: webhookUrl, body },
    at,
  );
}

type TellingDeps = Pick<VerifierDeps, 'recordDeliveries' | 'hashKey' | 'clock' | 'crypto' | 'log'> & {
  readonly fetch: HttpFetch;
};

/** A process that dies while sending gives its calls back after this long. */
const leaseSeconds = 60;
const atOnce = 20;

/** Makes every call that is due, and gives their number. */
export async function tellChanges(deps: TellingDeps): Promise<number> {
  const now = deps.clock();
  const until = new Date(now.getTime() + leaseSeconds * 1000);
  const due = await deps.recordDeliveries.takeDue({ now, until, limit: atOnce });
  await Promise.all(due.map((delivery) => tell(delivery, deps)));
  return due.length;
}

async function tell(delivery: RecordDelivery, deps: TellingDeps): Promise<void> {
  const { deliveryId, receiver, url, body, attempts } = delivery;
  const secret = recordWebhookSecret(deps.hashKey, receiver);
  const status = await postWebhook({ url, secret, deliveryId, body }, deps);
  const nextAt = hasArrived(status) ? undefined : nextAttemptAt(attempts, deps);
  if (nextAt !== undefined) {
    await deps.recordDeliveries.delayDelivery(deliveryId, nextAt);
    return;
  }
  if (!hasArrived(status)) deps.log.warn({ status }, 'the webhook of a record was given up');
  await deps.recordDeliveries.dropDelivery(deliveryId);
}
