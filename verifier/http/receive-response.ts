/** `POST /response/{id}`: the wallet's answer, by `direct_post` or `direct_post.jwt` (OpenID4VP 1.0 sections 8.2 and 8.3). */
import type { RequestHandler } from 'express';
import type { VerifierDeps } from '../deps.ts';
import { answerRequest } from '../request/answer-request.ts';

/** 200 `{}`, on the same device `{redirect_uri}`, when the answer, or the refusal, was taken; 400 `{error, error_description}` otherwise. */
export function receiveResponse(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const answered = await answerRequest({ requestId: String(req.params.id), form: req.body }, deps);
    if (answered.accepted) {
      res.json(answered.redirectUri === undefined ? {} : { redirect_uri: answered.redirectUri });
      return;
    }
    res.status(400).json({ error: 'invalid_request', error_description: answered.description });
  };
}
