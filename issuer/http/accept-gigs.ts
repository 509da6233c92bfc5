/** `POST /api/v1/gigs` and `POST /api/v1/imports/{mapping}`: gig records come in, line by line, however large the file. */
import type { RequestHandler } from 'express';
import { KlusCVError } from '../../core/errors.ts';
import { recordChange } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { createForgottenHashes } from '../erasure.ts';
import { type IngestOptions, type IngestReport, ingest, ownForm } from '../ingest/index.ts';
import { actorOf } from './require-scope.ts';

const ownTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/json'];

/** NDJSON in the project's own form. */
export function acceptGigs(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    if (!req.is(ownTypes)) throw new KlusCVError('unsupported_media_type');
    res.json(await takeIn(deps, { source: req, mapping: ownForm, name: 'own form', actor: actorOf(res) }));
  };
}

/** A platform's export as it is, read by the mapping of that name. */
export function acceptImport(deps: IssuerDeps): RequestHandler<{ mapping: string }> {
  return async (req, res) => {
    const mapping = deps.mappings.get(req.params.mapping);
    if (!mapping) throw new KlusCVError('not_found', 'This issuer has no mapping of that name.');
    const name = req.params.mapping;
    res.json(await takeIn(deps, { source: req, mapping, name, actor: actorOf(res) }));
  };
}

type Import = Pick<IngestOptions, 'source' | 'mapping'> & { readonly name: string; readonly actor: string };

async function takeIn(deps: IssuerDeps, { source, mapping, name, actor }: Import): Promise<IngestReport> {
  const { store, clock, hashKey } = deps;
  const forgotten = createForgottenHashes(hashKey);
  const report = await ingest({ source, mapping, store, now: clock(), forgotten });
  const { accepted, corrected, unchanged } = report;
  const refused = report.refused.length + (report.refusedBeyondList ?? 0);
  await store.transact((stores) =>
    recordChange(deps, stores, {
      actor,
      action: 'gigs_imported',
      details: { mapping: name, accepted, corrected, unchanged, refused },
    }),
  );
  return report;
}
