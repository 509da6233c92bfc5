/** `POST /credential`: proofs of keys for credentials (OpenID4VCI 1.0, section 8). */
import type { RequestHandler } from 'express';
import { bearerToken } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { answerCredentialRequest } from '../issue/answer-credential-request.ts';
import { sendOpenidError } from './send-openid-error.ts';

export function serveCredential(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const accessToken = bearerToken(req.get('authorization'));
    const answer = await answerCredentialRequest(deps, { accessToken, body: req.body });
    if (!answer.ok) {
      deps.log.info({ error: answer.error.error }, 'credential refused');
      sendOpenidError(res, answer.error);
      return;
    }
    res.set('Cache-Control', 'no-store').json(answer.value);
  };
}
