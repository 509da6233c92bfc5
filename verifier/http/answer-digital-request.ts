/** `POST /api/v1/requests/{id}/digital-credential`: what the browser gave the page that asked. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { answerDigitalRequest } from '../request/answer-digital-request.ts';
import { sessionFrom } from '../request/session.ts';
import { loadForViewer, viewNow } from './show-request.ts';

const Body = z.object({
  protocol: z.string().max(100),
  data: z.union([z.record(z.string(), z.unknown()), z.string()]),
});

/**
 * 200 with the view, report included, whatever its outcome; 409 when the session is over or goes another way. The answer
 * counts only from the browser that asked, or with an API key.
 */
export function answerDigital(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const id = String(req.params.id);
    const session = sessionFrom(await loadForViewer(req, id, deps), deps.clock());
    const answer = parseInput(Body, req.body);
    if (session.flow !== 'digital-credentials' || session.phase !== 'waiting')
      throw new KlusCVError('conflict', 'This question does not wait for an answer through the browser.');
    await answerDigitalRequest(session, answer, deps);
    res.json(viewNow(await loadForViewer(req, id, deps), deps));
  };
}
