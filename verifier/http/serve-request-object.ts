/** `GET` and `POST /request/{id}`: the signed request object, for the wallet (OpenID4VP 1.0 section 5.10). */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { requestObjectType } from '../../core/openid/index.ts';
import { parseInput } from '../../server/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { encryptRequestObject, parseRequestEncryption } from '../request/encrypt-request.ts';
import { sessionFrom } from '../request/session.ts';
import { signSessionRequest } from '../request/sign-request.ts';

const text = z
  .string()
  .max(64 * 1024)
  .optional();

/** What a wallet may post; of its metadata only the keys are read, also when it comes flattened. */
const WalletForm = z.object({
  wallet_nonce: z
    .string()
    .max(512)
    .regex(/^[\x21-\x7e]+$/)
    .optional(),
  wallet_metadata: text,
  jwks: text,
  jwks_uri: text,
  request_object_encryption_enc_values_supported: text,
});

type WalletForm = z.infer<typeof WalletForm>;

/** 200 `application/oauth-authz-req+jwt`; 410 once the session was answered or has expired. */
export function serveRequestObject(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const stored = await deps.requests.loadRequest(String(req.params.id));
    if (!stored) throw new KlusCVError('not_found');
    const session = sessionFrom(stored, deps.clock());
    if (session.flow === 'digital-credentials') throw new KlusCVError('not_found');
    if (session.phase !== 'waiting') throw new KlusCVError('gone');
    const form: WalletForm = req.method === 'POST' ? parseInput(WalletForm, req.body ?? {}) : {};
    const encryption = parseRequestEncryption(form);
    const jwt = await signSessionRequest(session, form.wallet_nonce, deps);
    const body = encryption === undefined ? jwt : await encryptRequestObject(jwt, encryption);
    // As bytes: express would add a charset to text, and wallets compare the media type as a whole.
    res.set('Content-Type', `application/${requestObjectType}`).send(Buffer.from(body));
  };
}
