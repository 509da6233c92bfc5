/** Calls to other programs' systems: signed as Standard Webhooks 1.0 has it, and how long to wait after one that failed. */
import { createHmac } from 'node:crypto';
import type { Clock, CryptoPort, HttpFetch } from '../core/ports.ts';

/** Seconds to wait after each attempt that failed; after the last there is no other. */
export const backoffSeconds = [5, 30, 120, 600, 3_600, 21_600, 86_400] as const;

const answerLimit = 64 * 1024;

/** The three headers by which a receiver knows that a call is ours, and that it was not made before. */
export function signDelivery(
  secret: string,
  { deliveryId, sentAt, body }: { deliveryId: string; sentAt: Date; body: string },
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${deliveryId}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': deliveryId,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

/** Posts one delivery; the status of the answer, or undefined when there was none. 200 to 299 is an arrival. */
export async function postWebhook(
  delivery: {
    readonly url: string;
    /** `whsec_` and base64. */
    readonly secret: string;
    readonly deliveryId: string;
    readonly body: string;
  },
  { fetch, clock }: { readonly fetch: HttpFetch; readonly clock: Clock },
): Promise<number | undefined> {
  const { url, secret, deliveryId, body } = delivery;
  try {
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

export const hasArrived = (status: number | undefined): boolean =>
  status !== undefined && status >= 200 && status < 300;

/** When to try again after so many attempts before this one; undefined when there is no other. */
export function nextAttemptAt(
  attempts: number,
  { clock, crypto }: { readonly clock: Clock; readonly crypto: Pick<CryptoPort, 'randomBytes'> },
): Date | undefined {
  const wait = backoffSeconds[attempts];
  if (wait === undefined) return undefined;
  // Up to a fifth more, so that many that failed together do not come back together.
  const jitter = 1 + (crypto.randomBytes(1)[0] ?? 0) / 255 / 5;
  return new Date(clock().getTime() + wait * jitter * 1000);
}
