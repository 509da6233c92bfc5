/** The status lists: whole, for everybody, never by index, so that nobody is told who is being checked. */
import type { Request, RequestHandler, Response } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { IssuerDeps } from '../deps.ts';
import { listTtlSeconds } from '../status/signing-list.ts';
import type { SignedList } from '../status/status-lists.ts';
import { statusPurposes } from '../status/status-urls.ts';

type Deps = Pick<IssuerDeps, 'statusLists'>;

const cacheControl = `public, max-age=${listTtlSeconds}`;
const parseList = (text: string): number => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0);

/** `GET /status/token/{list}` (Token Status List, section 8). */
export function serveTokenList({ statusLists }: Deps): RequestHandler<{ list: string }> {
  return async (req, res) => {
    send(req, res, await statusLists.renderTokenList(parseList(req.params.list)), statusListJwt);
  };
}

/** `GET /status/token/{list}/refresh`: one bit for each credential, whether a newer one exists. */
export function serveNewerTokenList({ statusLists }: Deps): RequestHandler<{ list: string }> {
  return async (req, res) => {
    send(req, res, await statusLists.renderNewerTokenList(parseList(req.params.list)), statusListJwt);
  };
}

/** `GET /status/bitstring/{list}/{purpose}` (Bitstring Status List 1.0). */
export function serveBitstringList({ statusLists }: Deps): RequestHandler<{ list: string; purpose: string }> {
  return async (req, res) => {
    const purpose = statusPurposes.find((known) => known === req.params.purpose);
    const signed = purpose && (await statusLists.renderBitstringList(parseList(req.params.list), purpose));
    send(req, res, signed, 'application/vc');
  };
}

const statusListJwt = 'application/statuslist+jwt';

/**
 * Whoever has these very bytes already gets none (RFC 9110, section 13.1.2). `req.fresh` of express is not asked: it
 * takes a request's `no-cache`, which fetch adds by itself, for a wish to have them again.
 */
function send(
  req: Pick<Request, 'headers'>,
  res: Response,
  signed: SignedList | undefined,
  mediaType: string,
): void {
  if (signed === undefined) throw new KlusCVError('not_found');
  res.set({ 'Cache-Control': cacheControl, ETag: signed.etag });
  if (isKnown(req.headers['if-none-match'], signed.etag)) res.status(304).end();
  else res.set('Content-Type', mediaType).end(signed.text);
}

const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '')
    .split(',')
    .map((known) => known.trim().replace(/^W\//, ''))
    .some((known) => known === '*' || known === etag);
