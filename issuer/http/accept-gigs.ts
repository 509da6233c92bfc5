/**
 * `POST /api/v1/gigs` and `POST /api/v1/imports/{mapping}`: gig records come in, line by line, however large the file.
 * With `?dryRun=true` they say what would change, worker by worker, and change nothing.
 */
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import { recordImport } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { createForgottenHashes } from '../erasure.ts';
import type { WorkerChange } from '../ingest/index.ts';
import { dryRun, type IngestOptions, ingest, ownForm } from '../ingest/index.ts';
import { actorOf } from './require-scope.ts';

const ownTypes = [
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/json',
  'application/gzip',
];

export const ImportQuery = z.object({
  /** `true`: only say what would change. */
  dryRun: z.enum(['true', 'false']).default('false'),
});

/** NDJSON in the project's own form. */
export function acceptGigs(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    if (!req.is(ownTypes)) throw new KlusCVError('unsupported_media_type');
    await takeIn(deps, { req, res, mapping: ownForm, name: 'own form' });
  };
}

/** A platform's export as it is, read by the mapping of that name. */
export function acceptImport(deps: IssuerDeps): RequestHandler<{ mapping: string }> {
  return async (req, res) => {
    const name = req.params.mapping;
    const mapping = deps.mappings.get(name);
    if (!mapping) throw new KlusCVError('not_found', 'This issuer has no mapping of that name.');
    await takeIn(deps, { req, res, mapping, name });
  };
}

type Call = Pick<IngestOptions, 'mapping'> & {
  readonly req: Pick<Request, 'query' | 'get'> & IngestOptions['source'];
  readonly res: Response;
  readonly name: string;
};

/** In the answer to a dry run; a file may change all workers at once. */
const mostWorkers = 1000;

async function takeIn(deps: IssuerDeps, { req, res, mapping, name }: Call): Promise<void> {
  const { store, clock, hashKey } = deps;
  if (!['identity', 'gzip'].includes(req.get('content-encoding')?.toLowerCase() ?? 'identity'))
    throw new KlusCVError('unsupported_media_type', 'Only gzip is unpacked.');
  const query = parseInput(ImportQuery, req.query);
  const input = { source: req, mapping, now: clock(), forgotten: createForgottenHashes(hashKey) };
  if (query.dryRun === 'true') {
    const workers: WorkerChange[] = [];
    let count = 0;
    const onWorker = (change: WorkerChange): void => {
      count += 1;
      if (workers.length < mostWorkers) workers.push(change);
    };
    const report = await dryRun({ ...input, store, onWorker });
    const beyond = count > workers.length ? { workersBeyondList: count - workers.length } : {};
    res.json({ ...report, dryRun: true, workers, ...beyond });
    return;
  }
  const importId = crypto.randomUUID();
  let refusedCount = 0;
  const report = await recordImport(deps, store, { actor: actorOf(res), mapping: name }, () =>
    ingest({
      ...input,
      store,
      keepRefused: async (refused, stores) => {
        if (refusedCount === 0) await stores.imports.storeImport(importId, input.now);
        await stores.imports.storeRefused(importId, refusedCount, refused);
        refusedCount += refused.length;
      },
    }),
  );
  res.json({
    ...report,
    ...(refusedCount === 0 ? {} : { refusedUrl: `${deps.settings.url}/api/v1/refused-lines/${importId}` }),
  });
}
