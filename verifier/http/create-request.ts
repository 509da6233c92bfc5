/** `POST /api/v1/requests`: a question to a wallet, for a purpose. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { Purpose, policyOf, presentationFormats } from '../../core/openid/index.ts';
import { parseInput } from '../../server/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { openRequest } from '../request/open-request.ts';
import { findApiKey } from './api-keys.ts';
import { setViewerCookie } from './viewer-cookie.ts';

const Body = z.strictObject({
  purpose: Purpose,
  /** In which formats the credential may come; every one that this verifier reads unless said otherwise. */
  formats: z.array(z.enum(presentationFormats)).min(1).max(presentationFormats.length).optional(),
});

/** Goes with a question while it waits, for the page: a web wallet that can open it. */
export const walletOf = ({ walletUrl }: Pick<VerifierDeps, 'walletUrl'>): { readonly walletUrl?: string } =>
  walletUrl === undefined ? {} : { walletUrl };

/** 201 `{id, requestUri, pageUrl, expiresAt, walletUrl?}`, and a cookie for the browser that asked: only that one, or an API key, gets the answer. */
export function createRequest(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const key = findApiKey(deps.apiKeys, req.get('authorization'));
    const { purpose, formats = presentationFormats } = parseInput(Body, req.body);
    if (!key && policyOf(purpose).registeredOnly)
      throw new KlusCVError('unauthorized', 'This purpose is for registered readers, with an API key.');
    if (key && !key.purposes.has(purpose)) throw new KlusCVError('forbidden');
    const { viewerToken, ...opened } = await openRequest({ purpose, formats: [...new Set(formats)] }, deps);
    setViewerCookie(res, { id: opened.id, token: viewerToken, deps });
    res
      .status(201)
      .location(`${deps.url}/api/v1/requests/${opened.id}`)
      .json({ ...opened, ...walletOf(deps) });
  };
}
