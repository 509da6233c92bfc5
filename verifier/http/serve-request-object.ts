/** `GET` and `POST /request/{id}`: the signed request object, for the wallet (OpenID4VP 1.0 section 5.10). */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { requestObjectType } from '../../core/openid/index.ts';
import { parseInput } from '../../server/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { sessionFrom } from '../request/session.ts';
import { signSessionRequest } from '../request/sign-request.ts';

/** What a wallet may post; its metadata and anything else is left unread, also when it comes flattened. */
const WalletForm = z.object({
  wallet_nonce: z
    .string()
    .max(512)
    .regex(/^[\x21-\x7e]+$/)
    .optional(),
  wallet_metadata: z
    .string()
    .max(64 * 1024)
    .optional(),
});

/** 200 `application/oauth-authz-req+jwt`; 410 once the session was answered or has expired. */
export function serveRequestObject(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const stored = await deps.requests.loadRequest(String(req.params.id));
    if (!stored) throw new KlusCVError('not_found');
    const session = sessionFrom(stored, deps.clock());
    if (session.phase !== 'waiting') throw new KlusCVError('gone');
    const form = req.method === 'POST' ? parseInput(WalletForm, req.body ?? {}) : {};
    if (wantsEncryption(form.wallet_metadata))
      throw new KlusCVError('invalid_request', 'Encrypted request objects are not offered here.');
    const jwt = await signSessionRequest(session, form.wallet_nonce, deps);
    // As bytes: express would add a charset to text, and wallets compare the media type as a whole.
    res.set('Content-Type', `application/${requestObjectType}`).send(Buffer.from(jwt));
  };
}

/** A wallet that gives keys expects the request object encrypted to one of them. */
function wantsEncryption(metadata: string | undefined): boolean {
  if (metadata === undefined) return false;
  try {
    const parsed: unknown = JSON.parse(metadata);
    return typeof parsed === 'object' && parsed !== null && 'jwks' in parsed;
  } catch {
    throw new KlusCVError('invalid_request', 'The "wallet_metadata" is not JSON.');
  }
}
