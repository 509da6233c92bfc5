/** `GET /.well-known/did.json`: who signs the questions of this verifier, for wallets that know it by its DID (did:web). */
import type { RequestHandler } from 'express';
import { createDidDocument } from '../../core/did/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { keyFragment } from '../keys/load-identity.ts';

export function serveDid({ identity }: Pick<VerifierDeps, 'identity'>): RequestHandler {
  const document = createDidDocument({
    did: identity.did,
    keys: [{ id: keyFragment, publicJwk: identity.signer.publicJwk }],
  });
  return (_req, res) => {
    res.set('Cache-Control', 'public, max-age=300').type('application/did+json').json(document);
  };
}
