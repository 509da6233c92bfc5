/** The secrets that receivers of webhooks check signatures with. */
import { keyedHash } from '../offer/secrets.ts';

/**
 * The secret of a webhook, `whsec_` and base64. It is made from the service's own key each time, so it is kept nowhere.
 */
export function webhookSecret(hashKey: Uint8Array, webhookId: string): string {
  const bytes = Buffer.from(keyedHash(hashKey, 'webhook_secret', webhookId), 'base64url');
  return `whsec_${bytes.toString('base64')}`;
}
