/** `/api/v1/issue-jobs`: a signed credential for every worker, made in the background, fetched as lines, from any replica. */
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import type { IssueJob } from '../../store/index.ts';
import { dropJob, orderJobByCall, readLines } from '../bulk/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { actorOf } from './require-scope.ts';

export const IssueJobOrder = z.strictObject({ configuration: z.string().max(100) });

/** 202; the run begins within seconds at any replica, and goes on at another one when that dies. */
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
    const lines = job.kind === 'stored' ? readKept(deps, job) : await readFile(job);
    // No length beforehand: a worker who is erased meanwhile is not among the lines any more.
    res.set({
      'Content-Type': 'application/x-ndjson',
      'Content-Disposition': 'attachment; filename="kluscv.ndjson"',
    });
    if (req.method === 'HEAD') {
      lines.destroy();
      res.end();
      return;
    }
    // Whoever goes away in the middle may come again; who got less than all is told by the broken connection.
    await pipeline(lines, res).catch(() => res.destroy());
  };
}

/** 204: the lines have arrived, and nobody needs them here any more. */
export function dropIssueJob(deps: IssuerDeps): RequestHandler<{ jobId: string }> {
  return async (req, res) => {
    await dropJob(deps, await loadJob(deps, req.params.jobId));
    res.status(204).end();
  };
}

const readKept = (deps: IssuerDeps, { jobId }: IssueJob): Readable =>
  Readable.from(readLines(deps, jobId), { objectMode: false });

/** Of a run that the release before began: the file lies at the replica that did it, or where all replicas have it. */
async function readFile({ file }: IssueJob): Promise<Readable> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere) throw new KlusCVError('gone', 'The file of this run is not there any more.');
  return createReadStream(file);
}

async function loadJob({ store }: Pick<IssuerDeps, 'store'>, jobId: string): Promise<IssueJob> {
  const job = await store.issueJobs.loadJob(jobId);
  if (job === undefined || job.kind === 'command' || job.state === 'dropped')
    throw new KlusCVError('not_found', 'There is no such run.');
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
