/** `/api/v1/issue-jobs`: a signed credential for every worker, made in the background, fetched as one file of lines. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import type { IssueJob } from '../../store/index.ts';
import { orderJobByCall } from '../bulk/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { actorOf } from './require-scope.ts';

export const IssueJobOrder = z.strictObject({ configuration: z.string().max(100) });

/** 202; the run begins within seconds, and goes on behind a restart of the service. */
export function orderIssueJob(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const { configuration } = parseInput(IssueJobOrder, req.body);
    const job = await orderJobByCall(deps, { configuration, actor: actorOf(res) });
    const address = `${deps.settings.url}/api/v1/issue-jobs/${job.jobId}`;
    res
      .status(202)
      .location(address)
      .json(await describeJob(deps, job));
  };
}

/** How far it is. */
export function serveIssueJob(deps: IssuerDeps): RequestHandler<{ jobId: string }> {
  return async (req, res) => {
    res.json(await describeJob(deps, await loadJob(deps, req.params.jobId)));
  };
}

/** The lines, once all are there. */
export function serveIssuedLines(deps: IssuerDeps): RequestHandler<{ jobId: string }> {
  return async (req, res) => {
    const job = await loadJob(deps, req.params.jobId);
    if (job.state !== 'done')
      throw new KlusCVError('conflict', 'The run is not done.', { remedy: 'Ask for its state first.' });
    const size = await stat(job.file).then(
      (found) => found.size,
      () => undefined,
    );
    if (size === undefined) throw new KlusCVError('gone', 'The file of this run is not there any more.');
    res.set({
      'Content-Type': 'application/x-ndjson',
      'Content-Length': String(size),
      'Content-Disposition': 'attachment; filename="kluscv.ndjson"',
    });
    // Whoever goes away in the middle may come again.
    await pipeline(createReadStream(job.file), res).catch(() => res.destroy());
  };
}

async function loadJob({ store }: Pick<IssuerDeps, 'store'>, jobId: string): Promise<IssueJob> {
  const job = await store.issueJobs.loadJob(jobId);
  if (job?.kind !== 'call') throw new KlusCVError('not_found', 'There is no such run.');
  return job;
}

async function describeJob({ store }: Pick<IssuerDeps, 'store'>, job: IssueJob) {
  return {
    jobId: job.jobId,
    configuration: job.configuration,
    state: job.state,
    workers: job.workers,
    workersInAll: job.state === 'done' ? job.workers : Math.max(job.workers, await countOnce(store, job)),
    issued: job.issued,
    skipped: job.skipped,
    createdAt: job.createdAt.toISOString(),
    ...(job.endedAt === undefined ? {} : { endedAt: job.endedAt.toISOString() }),
    ...(job.failure === undefined ? {} : { failure: job.failure }),
  };
}

/** By run, of those that were asked for last. */
const counted = new Map<string, number>();

/** Counting a million workers takes a while, and who waits for a run asks again and again. */
async function countOnce({ workers }: Pick<IssuerDeps['store'], 'workers'>, { jobId }: IssueJob) {
  const known = counted.get(jobId);
  if (known !== undefined) return known;
  const total = await workers.countWorkers();
  for (const oldest of counted.keys()) if (counted.size >= 100) counted.delete(oldest);
  counted.set(jobId, total);
  return total;
}
