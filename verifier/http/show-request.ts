/** `GET /api/v1/requests/{id}`: how a question stands, as JSON or as server-sent events, to whoever asked it. */
import type { Request, RequestHandler, Response } from 'express';
import { equalBytes, toUtf8 } from '../../core/bytes.ts';
import { KlusCVError } from '../../core/errors.ts';
import type { StoredRequest } from '../../store/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { requestUriOf } from '../request/open-request.ts';
import { type SessionView, sessionFrom, viewOf } from '../request/session.ts';
import { hashToken } from '../request/tokens.ts';
import { type ApiKey, findApiKey } from './api-keys.ts';
import { walletOf } from './create-request.ts';
import { readViewerCookie } from './viewer-cookie.ts';

/** Another process may have taken the answer, so the store is looked at as well. */
const lookAgainMs = 1_000;

/**
 * 200 `{id, state, purpose, flow, expiresAt, requestUri?, walletUrl?, reason?, report?}`. Knowing the id, or what the wallet knows, is
 * not enough: it takes the cookie of the browser that asked, or an API key.
 */
export function showRequest(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const stored = await loadForViewer(req, String(req.params.id), deps);
    const view = viewNow(stored, deps);
    res.vary('Accept');
    if (req.accepts(['application/json', 'text/event-stream']) === 'text/event-stream') {
      await streamViews(req, res, view, deps);
      return;
    }
    res.json(view);
  };
}

/**
 * The stored request, for who may see it.
 * @throws KlusCVError `not_found`; `unauthorized` without the cookie of the browser that asked or an API key
 */
export async function loadForViewer(req: Request, id: string, deps: VerifierDeps): Promise<StoredRequest> {
  const stored = await deps.requests.loadRequest(id);
  if (!stored) throw new KlusCVError('not_found');
  const key = await findApiKey(req, deps);
  if (key === undefined || !mayRead(key, stored)) await checkViewer(stored, readViewerCookie(req), deps);
  return stored;
}

/** Who asks questions sees the answers to those; who only reads, or looks after the verifier, sees every answer. */
const mayRead = ({ keyId, scopes, purposes }: ApiKey, { openedBy }: StoredRequest): boolean =>
  scopes.has('read') && (purposes.size === 0 || scopes.has('admin') || openedBy === keyId);

async function checkViewer(
  stored: StoredRequest,
  token: string | undefined,
  deps: VerifierDeps,
): Promise<void> {
  const hash = token === undefined ? '' : await hashToken(deps.crypto, token);
  if (!equalBytes(toUtf8(hash), toUtf8(stored.viewerHash)))
    throw new KlusCVError('unauthorized', 'Only the browser that asked, or an API key, may see this.');
}

type PageView = SessionView & { readonly walletUrl?: string };

/** How it stands at this moment, for the page; with the link as long as a wallet may open it. */
export function viewNow(stored: StoredRequest, deps: VerifierDeps): PageView {
  const now = deps.clock();
  const session = sessionFrom(stored, now);
  const { requestId: id, clientIdPrefix } = session;
  const view = viewOf(session, requestUriOf({ id, clientIdPrefix }, deps), now);
  return view.requestUri === undefined ? view : { ...view, ...walletOf(deps) };
}

/** One `data:` line per change, the first at once; the stream ends with the session. */
async function streamViews(req: Request, res: Response, first: PageView, deps: VerifierDeps): Promise<void> {
  res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  const send = (view: PageView): void => {
    res.write(`data: ${JSON.stringify(view)}\n\n`);
  };
  send(first);
  let view = first;
  let closed = false;
  req.on('close', () => {
    closed = true;
  });
  while (view.state === 'waiting' && !closed) {
    await nextChange(view.id, req, deps);
    if (closed) return;
    const stored = await deps.requests.loadRequest(view.id);
    if (!stored) break;
    const next = viewNow(stored, deps);
    if (next.state !== view.state) send(next);
    else res.write(':\n\n');
    view = next;
  }
  res.end();
}

function nextChange(id: string, req: Request, deps: VerifierDeps): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stop();
      clearTimeout(timer);
      req.off('close', done);
      resolve();
    };
    const stop = deps.changes.follow(id, done);
    const timer = setTimeout(done, lookAgainMs);
    req.on('close', done);
  });
}
