/** `POST /api/v1/digital-credential-requests`: a question through the browser (Digital Credentials API). */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { digitalProtocols } from '../../core/openid/index.ts';
import { isLoopbackHttp, parseInput } from '../../server/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { openRequest } from '../request/open-request.ts';
import { sessionFrom } from '../request/session.ts';
import { createDigitalRequests } from '../request/sign-request.ts';
import { type ApiKey, findApiKey } from './api-keys.ts';
import { checkPurpose, questionShape } from './create-request.ts';
import { setViewerCookie } from './viewer-cookie.ts';

const Body = z.strictObject({
  ...questionShape,
  responseMode: z.enum(['dc_api', 'dc_api.jwt']).default('dc_api.jwt'),
  /** Which kinds of request, in the order of preference; the browser takes the first that a wallet knows. */
  protocols: z
    .array(z.enum(digitalProtocols))
    .min(1)
    .max(digitalProtocols.length)
    .transform((protocols) => [...new Set(protocols)])
    .default([...digitalProtocols]),
  /** With an API key: the origin of the page that will ask, when it is not this verifier’s own. */
  origin: z.string().max(300).optional(),
});

/**
 * 201 `{id, requests: [{protocol, data}], pageUrl, expiresAt}`: `requests` goes as it is into
 * `navigator.credentials.get({digital: {requests}})`. The cookie is the same as that of any other question.
 */
export function createDigitalRequest(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const key = await findApiKey(req, deps);
    const { protocols, origin: named, ...question } = parseInput(Body, req.body);
    checkPurpose(question.purpose, key);
    const origin = named === undefined ? new URL(deps.url).origin : parseOrigin(named, key, deps);
    const { viewerToken, ...opened } = await openRequest(
      {
        ...question,
        flow: 'digital-credentials',
        origin,
        ...(key === undefined ? {} : { openedBy: key.keyId }),
      },
      deps,
    );
    const stored = await deps.requests.loadRequest(opened.id);
    if (!stored) throw new KlusCVError('internal');
    const requests = await createDigitalRequests(
      { ...sessionFrom(stored, deps.clock()), origin },
      protocols,
      deps,
    );
    setViewerCookie(res, { id: opened.id, token: viewerToken, deps });
    res
      .status(201)
      .location(`${deps.url}/api/v1/requests/${opened.id}`)
      .json({ ...opened, requests });
  };
}

/** An origin exactly as browsers write it: scheme, host and port, no slash. */
function parseOrigin(text: string, key: ApiKey | undefined, deps: VerifierDeps): string {
  if (!key) throw new KlusCVError('unauthorized', 'An "origin" is for callers with an API key.');
  const isOrigin = URL.canParse(text) && new URL(text).origin === text;
  const isSafe =
    isOrigin && (text.startsWith('https:') || (isLoopbackHttp(deps.url) && isLoopbackHttp(text)));
  if (!isSafe) throw new KlusCVError('invalid_request', 'origin: must be an https origin, without a slash.');
  return text;
}
