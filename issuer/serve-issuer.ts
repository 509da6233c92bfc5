/** What an issuer is made of when it serves: its routes, and the work beside the calls. `main.ts` opens the port. */
import type { Express } from 'express';
import { createMetrics, repeat, showCanonicalizations } from '../server/index.ts';
import { createIssuerApp } from './app.ts';
import { dropOldFiles, runIdleJobs } from './bulk/index.ts';
import type { IssuerDeps } from './deps.ts';
import { forgetClaimed } from './erase/index.ts';
import { dropOldDeliveries, sendDue } from './notify/index.ts';
import { runDueSources } from './sources/index.ts';

const dropEveryMs = 60_000;
/** Thirty days. */
const keepRefusedMs = 30 * 86_400_000;
const sendEveryMs = 2_000;
/** How often is looked which sources are due. */
const lookEveryMs = 30_000;
/** How often is looked for runs of issuing that nobody is at. */
const lookForJobsMs = 1_000;
/** How often is looked which status lists are due; signing them is rarer. */
const renewEveryMs = 60_000;

/** The routes with their metrics. */
export function createServedApp(deps: IssuerDeps, { trustedProxies }: { trustedProxies: number }): Express {
  const metrics = createMetrics('issuer');
  showCanonicalizations(metrics);
  return createIssuerApp(deps, { metrics, trustedProxies });
}

export type WorkBeside = {
  /** Once calls are taken. */
  readonly begin: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Gets ready for what is done again and again, and does none of it yet. */
export async function openWork(deps: IssuerDeps): Promise<WorkBeside> {
  const { store, clock, log } = deps;
  const jobs = await store.openJobs({
    onError: (job, error) => log.error({ err: error, job }, 'work beside the calls failed'),
  });
  const logged = (message: string) => (error: unknown) => log.error({ err: error }, message);
  const stops: (() => Promise<void>)[] = [() => jobs.stop()];
  const shared: readonly (readonly [string, number, () => Promise<unknown>])[] = [
    ['issuer.drop-offers', dropEveryMs, () => store.accessTokens.dropExpired(clock())],
    [
      'issuer.drop-refused-lines',
      dropEveryMs,
      () => store.imports.dropBefore(new Date(clock().getTime() - keepRefusedMs)),
    ],
    ['issuer.drop-call-counts', dropEveryMs, () => store.callCounts.dropEnded(clock())],
    ['issuer.forget-claimed', dropEveryMs, () => forgetClaimed(deps)],
    ['issuer.sign-lists', renewEveryMs, () => deps.statusLists.renewAll()],
    ['issuer.read-sources', lookEveryMs, () => runDueSources(deps)],
    ['issuer.send-webhooks', sendEveryMs, () => sendDue(deps)],
    ['issuer.drop-webhooks', dropEveryMs, () => dropOldDeliveries(deps)],
  ];
  return {
    begin: async () => {
      // Runs write to a disk of their own, so each process looks after its own.
      const runs = repeat(lookForJobsMs, () => runIdleJobs(deps), logged('a run of issuing broke off'));
      const files = repeat(
        dropEveryMs,
        () => dropOldFiles(deps),
        logged('old files of runs were not dropped'),
      );
      stops.push(runs.stop, files.stop);
      for (const [name, everyMs, work] of shared) await jobs.repeat(name, everyMs, work);
    },
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}
