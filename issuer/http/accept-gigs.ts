/** `POST /api/v1/gigs` and `POST /api/v1/imports/{mapping}`: gig records come in, line by line, however large the file. */
import type { Request, RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import type { IssuerDeps } from '../deps.ts';
import { ingest } from '../ingest/index.ts';

/** NDJSON in the project's own form. */
export function acceptGigs({ store, clock }: IssuerDeps): RequestHandler {
  return async (req, res) => {
    refuseOtherTypes(req, [
      'application/x-ndjson',
      'application/ndjson',
      'application/jsonl',
      'application/json',
    ]);
    res.json(await ingest({ source: req, store, ownForm: true, now: clock() }));
  };
}

/** A platform's export as it is, read by the mapping of that name. */
export function acceptImport({ store, clock, mappings }: IssuerDeps): RequestHandler<{ mapping: string }> {
  return async (req, res) => {
    const mapping = mappings.get(req.params.mapping);
    if (!mapping) throw new KlusCVError('not_found', 'This issuer has no mapping of that name.');
    res.json(await ingest({ source: req, store, mapping, now: clock() }));
  };
}

function refuseOtherTypes(req: Request, types: string[]): void {
  if (!req.is(types)) throw new KlusCVError('unsupported_media_type');
}
