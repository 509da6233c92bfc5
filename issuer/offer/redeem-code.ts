/** From pre-authorized code to access token (OpenID4VCI 1.0, sections 6.1 to 6.3; RFC 6749 section 5). */
import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import type { IssuerDeps } from '../deps.ts';
import { type OpenidError, refuse } from '../issue/openid-error.ts';
import { createSecret, hashSecret } from './secrets.ts';
import { isTxCode, txCodeTries } from './tx-code.ts';

/** The token is not bound to a key of the wallet, so it is short-lived. */
export const accessTokenSeconds = 300;

/** Every parameter once (RFC 6749, section 3.2); unknown ones are ignored. */
const Body = z.looseObject({
  grant_type: z.string().max(200),
  'pre-authorized_code': z.string().min(1).max(500).optional(),
  tx_code: z.string().max(100).optional(),
});

type Deps = Pick<IssuerDeps, 'store' | 'hashKey' | 'crypto' | 'clock'>;

/**
 * Checks the code and, where the offer has one, the transaction code, before using the code up. Of two requests with
 * the same code at the same time one wins. A wrong transaction code leaves the code alive, up to five times.
 */
export async function redeemCode(deps: Deps, body: unknown): Promise<Result<string, OpenidError>> {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return refuse('invalid_request', 'A parameter is missing, repeated or too long.');
  if (parsed.data.grant_type !== 'urn:ietf:params:oauth:grant-type:pre-authorized_code')
    return refuse('unsupported_grant_type', 'Only the pre-authorized code grant is taken.');
  const code = parsed.data['pre-authorized_code'];
  if (code === undefined) return refuse('invalid_request', 'The pre-authorized_code is missing.');
  const codeHash = hashSecret(code);
  const now = deps.clock();
  const offer = await deps.store.offers.loadOfferByCode(codeHash);
  if (!offer || offer.used || offer.expiresAt <= now) return refuse('invalid_grant', codeIsDead);
  const txCode = parsed.data.tx_code;
  if (offer.txCodeId === null && txCode !== undefined)
    return refuse('invalid_request', 'This offer has no transaction code.');
  if (offer.txCodeId !== null && txCode === undefined)
    return refuse('invalid_request', 'This offer needs its transaction code.');
  if (offer.txCodeId !== null && txCode !== undefined) {
    const right = await checkTxCode(deps, offer.txCodeId, txCode);
    if (!right.ok) return right;
  }
  const accessToken = createSecret(deps.crypto.randomBytes);
  const token = {
    tokenHash: hashSecret(accessToken),
    expiresAt: new Date(now.getTime() + accessTokenSeconds * 1000),
  };
  return (await deps.store.offers.redeemOffer(codeHash, token, now))
    ? ok(accessToken)
    : refuse('invalid_grant', codeIsDead);
}

const codeIsDead = 'The pre-authorized code is unknown, used or expired.';

async function checkTxCode(
  { store, hashKey }: Deps,
  txCodeId: string,
  txCode: string,
): Promise<Result<true, OpenidError>> {
  const kept = await store.offers.takeTxCodeTry(txCodeId, txCodeTries);
  if (!kept) return refuse('invalid_grant', 'Too many wrong transaction codes; a new offer is needed.');
  if (!isTxCode(hashKey, kept, txCode)) return refuse('invalid_grant', 'The transaction code is not right.');
  await store.offers.forgetTxCodeTries(txCodeId);
  return ok(true);
}
