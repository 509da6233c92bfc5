/** Tells the program that asked that its question has ended: a signed call, tried again until it arrives. */
import { createHmac } from 'node:crypto';
import type { HttpFetch } from '../../core/ports.ts';
import { hasArrived, nextAttemptAt, postWebhook } from '../../server/index.ts';
import type { DueRequestWebhook } from '../../store/index.ts';
import type { VerifierDeps } from '../deps.ts';

type TellingDeps = Pick<VerifierDeps, 'requestWebhooks' | 'hashKey' | 'clock' | 'crypto' | 'log'> & {
  readonly fetch: HttpFetch;
};

/** A process that dies while sending gives its calls back after this long. */
const leaseSeconds = 60;
const atOnce = 20;

/** The secret of one question’s webhook, `whsec_` and base64: made from the service’s own key, kept nowhere. */
export function requestWebhookSecret(hashKey: Uint8Array, requestId: string): string {
  const secret = createHmac('sha256', hashKey).update(`request_webhook:${requestId}`).digest('base64');
  return `whsec_${secret}`;
}

/** Makes every call that is due, and gives their number. The body says that it ended and how, never what came of it. */
export async function tellEnds(deps: TellingDeps): Promise<number> {
  const now = deps.clock();
  const until = new Date(now.getTime() + leaseSeconds * 1000);
  const due = await deps.requestWebhooks.takeDue({ now, until, limit: atOnce });
  await Promise.all(due.map((webhook) => tellEnd(webhook, now, deps)));
  return due.length;
}

async function tellEnd(webhook: DueRequestWebhook, now: Date, deps: TellingDeps): Promise<void> {
  const { requestId, url, endedAs = 'expired', attempts } = webhook;
  // What was not written down ran out of time; later attempts must say the same.
  await deps.requestWebhooks.endWebhook(requestId, endedAs, new Date(now.getTime() + leaseSeconds * 1000));
  const data = { id: requestId, state: endedAs };
  const status = await postWebhook(
    {
      url,
      secret: requestWebhookSecret(deps.hashKey, requestId),
      deliveryId: requestId,
      body: JSON.stringify({ type: 'request.ended', timestamp: now.toISOString(), data }),
    },
    deps,
  );
  const nextAt = hasArrived(status) ? undefined : nextAttemptAt(attempts, deps);
  if (nextAt !== undefined) {
    await deps.requestWebhooks.delayWebhook(requestId, nextAt);
    return;
  }
  if (!hasArrived(status)) deps.log.warn({ status }, 'the webhook of a request was given up');
  await deps.requestWebhooks.dropWebhook(requestId);
}
