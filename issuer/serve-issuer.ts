/** What an issuer is made of when it serves: its routes, and the work beside the calls. `main.ts` opens the port. */
import type { Express } from 'express';
import { createMetrics, showCanonicalizations } from '../server/index.ts';
import { createIssuerApp } from './app.ts';
import { createRunsBeside, dropOldJobs } from './bulk/index.ts';
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
const lookForRunsMs = 2_000;
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
  // A run takes hours: who gets the turn begins with it and gives the turn back, and holds the run by itself.
  const runs = createRunsBeside(deps, (error) => log.error({ err: error }, 'a run of issuing broke off'));
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
    ['issuer.begin-runs', lookForRunsMs, runs.begin],
    ['issuer.drop-runs', dropEveryMs, () => dropOldJobs(deps)],
  ];
  return {
    begin: async () => {
      for (const [name, everyMs, work] of shared) await jobs.repeat(name, everyMs, work);
    },
    stop: async () => {
      await Promise.all([jobs.stop(), runs.stop()]);
    },
  };
}
