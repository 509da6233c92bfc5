/** `GET /trust-list.jwt`: the scheme's signed list as this verifier holds it, for wallets. */
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import { trustListType } from '../../core/trust/index.ts';
import type { VerifierDeps } from '../deps.ts';

export function serveTrustList(deps: Pick<VerifierDeps, 'trustList'>): RequestHandler {
  return async (_req, res) => {
    await deps.trustList.load();
    const signed = deps.trustList.signedList();
    if (signed === undefined) throw new KlusCVError('not_found', 'There is no list of issuers here.');
    res
      .set({ 'Cache-Control': 'public, max-age=60', 'Content-Type': `application/${trustListType}` })
      .send(Buffer.from(signed));
  };
}
