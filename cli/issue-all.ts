/** `kluscv issue --all`: a credential for every worker into one file; the same command again goes on where it was. */
import { findOrOrderJob, runIssueJob, signHere } from '../issuer/bulk/index.ts';
import type { StartedThread } from '../issuer/bulk/start-thread.ts';
import type { IssuerDeps } from '../issuer/deps.ts';
import { cliActor } from './with-issuer.ts';

export type Summary = {
  readonly jobId: string;
  readonly configuration: string;
  readonly file: string;
  readonly state: string;
  readonly workers: number;
  readonly issued: number;
  readonly skipped: Readonly<Record<string, number>>;
  /** Of those, in this very run. */
  readonly issuedNow: number;
  readonly seconds: number;
  readonly perSecond: number;
};

export async function issueAll(
  deps: IssuerDeps,
  order: { readonly configuration: string; readonly file: string },
  started?: StartedThread,
): Promise<Summary> {
  const begin = performance.now();
  const job = await findOrOrderJob(deps, { ...order, actor: cliActor });
  const ended = job.state === 'running' ? await run(deps, job, started) : job;
  const seconds = (performance.now() - begin) / 1000;
  const issuedNow = ended.issued - job.issued;
  return {
    jobId: ended.jobId,
    configuration: ended.configuration,
    file: ended.file,
    state: ended.state,
    workers: ended.workers,
    issued: ended.issued,
    skipped: ended.skipped,
    issuedNow,
    seconds: Math.round(seconds * 10) / 10,
    perSecond: Math.round(issuedNow / seconds),
  };
}

async function run(
  deps: IssuerDeps,
  job: { readonly jobId: string; readonly workers: number },
  started: StartedThread | undefined,
) {
  const threads = await deps.startSigners?.(started);
  const bar = await startBar(deps, job.workers);
  try {
    return await runIssueJob(deps, job.jobId, {
      signer: threads ?? signHere(deps),
      onProgress: ({ workers }) => bar?.update(workers),
    });
  } finally {
    bar?.stop();
    await threads?.close();
  }
}

/** Only where somebody watches: counting the workers takes a moment too. */
async function startBar({ store }: Pick<IssuerDeps, 'store'>, done: number) {
  if (!process.stderr.isTTY) return undefined;
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    stream: process.stderr,
    format: 'issuing {bar} {percentage}% | {value} of {total} | {rate} a second | {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: true,
    etaBuffer: 20,
  });
  const total = await store.workers.countWorkers();
  const begin = performance.now();
  bar.start(Math.max(total, 1), done, { rate: 0 });
  return {
    update: (workers: number): void => {
      const seconds = Math.max((performance.now() - begin) / 1000, 0.001);
      bar.update(workers, { rate: Math.round((workers - done) / seconds) });
    },
    stop: () => bar.stop(),
  };
}
