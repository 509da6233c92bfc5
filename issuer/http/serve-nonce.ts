/** `POST /nonce`: a fresh nonce for the wallet's proof (OpenID4VCI 1.0, section 7). */
import type { RequestHandler } from 'express';
import type { IssuerDeps } from '../deps.ts';
import { createNonce } from '../issue/nonce.ts';

export function serveNonce({ hashKey, crypto, clock }: IssuerDeps): RequestHandler {
  return (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ c_nonce: createNonce(hashKey, crypto.randomBytes, clock()) });
  };
}
