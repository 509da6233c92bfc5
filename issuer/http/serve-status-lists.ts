/** The status lists: whole, for everybody, never by index, so that nobody is told who is being checked. */
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { IssuerDeps } from '../deps.ts';
import { listTtlSeconds } from '../status/signing-list.ts';
import { statusPurposes } from '../status/status-urls.ts';

type Deps = Pick<IssuerDeps, 'statusLists'>;

const cacheControl = `public, max-age=${listTtlSeconds}`;
const parseList = (text: string): number => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0);

/** `GET /status/token/{list}` (Token Status List, section 8). */
export function serveTokenList({ statusLists }: Deps): RequestHandler<{ list: string }> {
  return async (req, res) => {
    const text = await statusLists.renderTokenList(parseList(req.params.list));
    if (text === undefined) throw new KlusCVError('not_found');
    res.set({ 'Cache-Control': cacheControl, 'Content-Type': 'application/statuslist+jwt' }).end(text);
  };
}

/** `GET /status/bitstring/{list}/{purpose}` (Bitstring Status List 1.0). */
export function serveBitstringList({ statusLists }: Deps): RequestHandler<{ list: string; purpose: string }> {
  return async (req, res) => {
    const purpose = statusPurposes.find((known) => known === req.params.purpose);
    const text = purpose && (await statusLists.renderBitstringList(parseList(req.params.list), purpose));
    if (text === undefined) throw new KlusCVError('not_found');
    res.set({ 'Cache-Control': cacheControl, 'Content-Type': 'application/vc' }).end(text);
  };
}
