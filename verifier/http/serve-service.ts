/** `GET /api/v1/service`: who runs this verifier, and whether signed reports are kept, for pages to say so. */
import type { RequestHandler } from 'express';
import type { VerifierDeps } from '../deps.ts';

/** 200 `{name, register}`, with `{days}` where the register is on and null where nothing is kept. */
export function serveService({ name, register }: Pick<VerifierDeps, 'name' | 'register'>): RequestHandler {
  return (_req, res) => {
    res.json({ name, register: register === undefined ? null : { days: register.days } });
  };
}
