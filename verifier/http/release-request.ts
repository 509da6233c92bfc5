/** `POST /api/v1/requests/{id}/response-code`: the browser is back from the wallet (OpenID4VP 1.0 section 13.3). */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { hashToken } from '../request/tokens.ts';
import { loadForViewer, viewNow } from './show-request.ts';

const Body = z.strictObject({ responseCode: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/**
 * 200 with the view, report included. It takes both: the cookie of the browser that asked (or the API key), and the code
 * that the wallet was given, which works once. 409 for a session of another flow, 410 for a code that is not, or no longer, good.
 */
export function releaseRequest(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const id = String(req.params.id);
    const stored = await loadForViewer(req, id, deps);
    const { responseCode } = parseInput(Body, req.body);
    if (stored.flow !== 'same-device')
      throw new KlusCVError('conflict', 'This question has no way back over the wallet.');
    if (!(await deps.requests.releaseRequest(id, await hashToken(deps.crypto, responseCode))))
      throw new KlusCVError('gone');
    const view = viewNow(await loadForViewer(req, id, deps), deps);
    await deps.requestWebhooks.endWebhook(id, view.state, deps.clock());
    deps.changes.announce(id);
    res.json(view);
  };
}
