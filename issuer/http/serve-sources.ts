/** `GET /api/v1/sources`: the platform's endpoints that are fetched, how far, and the last error; and running one now. */
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { IssuerDeps } from '../deps.ts';
import { listSources, runSource } from '../sources/index.ts';
import { actorOf } from './require-scope.ts';

export function serveSources(deps: IssuerDeps): RequestHandler {
  return async (_req, res) => {
    res.json({ sources: await listSources(deps) });
  };
}

/** `POST /api/v1/sources/{name}/run`: fetches now, and answers when it is done. */
export function orderSourceRun(deps: IssuerDeps): RequestHandler<{ name: string }> {
  return async (req, res) => {
    const { name } = req.params;
    const mapping = deps.mappings.get(name);
    if (mapping?.source === undefined) throw new KlusCVError('not_found', 'There is no source of that name.');
    res.json(await runSource(deps, { name, mapping, actor: actorOf(res) }));
  };
}
