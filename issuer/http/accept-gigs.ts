/** `POST /api/v1/gigs` and `POST /api/v1/imports/{mapping}`: gig records come in, line by line, however large the file. */
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { IssuerDeps } from '../deps.ts';
import { createErasureCheck } from '../erasure.ts';
import { type IngestOptions, ingest, ownForm } from '../ingest/index.ts';

const ownTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/json'];

/** NDJSON in the project's own form. */
export function acceptGigs(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    if (!req.is(ownTypes)) throw new KlusCVError('unsupported_media_type');
    res.json(await takeIn(deps, req, ownForm));
  };
}

/** A platform's export as it is, read by the mapping of that name. */
export function acceptImport(deps: IssuerDeps): RequestHandler<{ mapping: string }> {
  return async (req, res) => {
    const mapping = deps.mappings.get(req.params.mapping);
    if (!mapping) throw new KlusCVError('not_found', 'This issuer has no mapping of that name.');
    res.json(await takeIn(deps, req, mapping));
  };
}

const takeIn = (
  { store, clock, hashKey }: IssuerDeps,
  source: IngestOptions['source'],
  mapping: IngestOptions['mapping'],
) => ingest({ source, mapping, store, now: clock(), isErased: createErasureCheck(store, hashKey) });
