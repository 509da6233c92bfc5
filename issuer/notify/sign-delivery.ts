/** Signatures of webhooks, as the Standard Webhooks specification 1.0 has them: HMAC-SHA256 over id, time and body. */
import { createHmac } from 'node:crypto';
import { keyedHash } from '../offer/secrets.ts';

/**
 * The secret of a webhook, `whsec_` and base64. It is made from the service's own key each time, so it is kept nowhere.
 */
export function webhookSecret(hashKey: Uint8Array, webhookId: string): string {
  const bytes = Buffer.from(keyedHash(hashKey, 'webhook_secret', webhookId), 'base64url');
  return `whsec_${bytes.toString('base64')}`;
}

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
