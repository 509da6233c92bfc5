/** `POST /token`: a pre-authorized code for an access token (OpenID4VCI 1.0, section 6). */
import type { RequestHandler } from 'express';
import type { IssuerDeps } from '../deps.ts';
import { accessTokenSeconds, redeemCode } from '../offer/redeem-code.ts';
import { sendOpenidError } from './send-openid-error.ts';

export function serveToken(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const token = await redeemCode(deps, req.body);
    if (!token.ok) {
      deps.log.info({ error: token.error.error }, 'token refused');
      sendOpenidError(res, token.error);
      return;
    }
    res
      .set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' })
      .json({ access_token: token.value, token_type: 'Bearer', expires_in: accessTokenSeconds });
  };
}
