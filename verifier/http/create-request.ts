/** `POST /api/v1/requests`: a question to a wallet, for a purpose. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { clientIdPrefixes, Purpose, policyOf, presentationFormats } from '../../core/openid/index.ts';
import { parseInput } from '../../server/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { openRequest, requestUriOf } from '../request/open-request.ts';
import { requestWebhookSecret } from '../request/tell-end.ts';
import { type ApiKey, findApiKey } from './api-keys.ts';
import { checkAddress, checkCalledAddress } from './check-address.ts';
import { setViewerCookie } from './viewer-cookie.ts';

/** What every question says, by link or through the browser. */
export const questionShape = {
  purpose: Purpose,
  /** In which formats the credential may come; every one that this verifier reads unless said otherwise. */
  formats: z
    .array(z.enum(presentationFormats))
    .min(1)
    .max(presentationFormats.length)
    .transform((formats) => [...new Set(formats)])
    .default([...presentationFormats]),
  clientIdPrefix: z.enum(clientIdPrefixes).default('x509_hash'),
};

const Body = z.strictObject({
  ...questionShape,
  flow: z.enum(['cross-device', 'same-device']).default('cross-device'),
  responseMode: z.enum(['direct_post', 'direct_post.jwt']).default('direct_post'),
  /** `post` lets the wallet say what it can before it gets the request. */
  requestUriMethod: z.enum(['get', 'post']).default('get'),
  /** Same-device, with an API key: where the wallet sends the worker back to, with `response_code` in the query. */
  returnUrl: z.url().max(2000).optional(),
  /** With an API key: where to tell that the question has ended, signed with `webhookSecret` of the answer. */
  webhookUrl: z.url().max(2000).optional(),
});

/** Goes with a question while it waits, for the page: a web wallet that can open it. */
export const walletOf = ({ walletUrl }: Pick<VerifierDeps, 'walletUrl'>): { readonly walletUrl?: string } =>
  walletUrl === undefined ? {} : { walletUrl };

/** 201 `{id, requestUri, pageUrl, expiresAt, walletUrl?}`, and a cookie for the browser that asked: only that one, or an API key, gets the answer. */
export function createRequest(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const key = await findApiKey(req, deps);
    const { requestUriMethod, returnUrl, webhookUrl, ...question } = parseInput(Body, req.body);
    checkPurpose(question.purpose, key);
    if (returnUrl !== undefined) checkReturnUrl(returnUrl, question.flow, key, deps);
    if (webhookUrl !== undefined) {
      checkKnown('webhookUrl', key);
      checkCalledAddress('webhookUrl', webhookUrl, deps);
    }
    const { viewerToken, ...opened } = await openRequest(
      {
        ...question,
        ...(returnUrl === undefined ? {} : { returnUrl }),
        ...(key === undefined ? {} : { openedBy: key.keyId }),
      },
      deps,
    );
    const { clientIdPrefix } = question;
    const requestUri = requestUriOf({ id: opened.id, clientIdPrefix, method: requestUriMethod }, deps);
    if (webhookUrl !== undefined)
      await deps.requestWebhooks.storeWebhook({
        requestId: opened.id,
        url: webhookUrl,
        dueAt: new Date(opened.expiresAt),
      });
    const webhookSecret =
      webhookUrl === undefined ? {} : { webhookSecret: requestWebhookSecret(deps.hashKey, opened.id) };
    setViewerCookie(res, { id: opened.id, token: viewerToken, deps });
    res
      .status(201)
      .location(`${deps.url}/api/v1/requests/${opened.id}`)
      .json({ ...opened, requestUri, ...walletOf(deps), ...webhookSecret });
  };
}

/** @throws KlusCVError `unauthorized` or `forbidden` for a purpose that this caller may not state */
export function checkPurpose(purpose: Purpose, key: ApiKey | undefined): void {
  if (!key && policyOf(purpose).registeredOnly)
    throw new KlusCVError('unauthorized', 'This purpose is for registered readers, with an API key.');
  if (key && !key.purposes.has(purpose)) throw new KlusCVError('forbidden');
}

/** An address to send people to is a gift to whoever wants to mislead them: only known callers name one. */
function checkReturnUrl(url: string, flow: string, key: ApiKey | undefined, deps: VerifierDeps): void {
  checkKnown('returnUrl', key);
  checkAddress('returnUrl', url, deps);
  if (flow !== 'same-device')
    throw new KlusCVError('invalid_request', 'returnUrl: only in the same-device flow.');
}

function checkKnown(member: string, key: ApiKey | undefined): void {
  if (!key) throw new KlusCVError('unauthorized', `${member}: for callers with an API key.`);
}
