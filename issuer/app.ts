/** The issuer's routes: for the platform, for the worker, for wallets, and for whoever checks. */
import type { Express } from 'express';
import { allowCors, createApiRules, createServer, type Metrics, serveDocs } from '../server/index.ts';
import type { IssuerDeps } from './deps.ts';
import { limitCalls } from './http/limit-calls.ts';
import { mountClaim } from './http/mount-claim.ts';
import { mountOpenid } from './http/mount-openid.ts';
import { mountPlatformApi } from './http/mount-platform-api.ts';
import { mountVcApi } from './http/mount-vc-api.ts';
import { createOpenApi } from './http/open-api.ts';
import { createScopeCheck } from './http/require-scope.ts';
import { addIssuerMetrics } from './metrics.ts';

/** The express app of an issuer; it holds no state of its own beside the rate limit and the last signed lists. */
export function createIssuerApp(
  deps: IssuerDeps,
  { metrics, trustedProxies = 0 }: { metrics: Metrics; trustedProxies?: number },
): Express {
  const basePath = new URL(deps.settings.url).pathname.replace(/\/$/, '');
  return createServer({
    log: deps.log,
    metrics,
    trustedProxies,
    ready: { store: async () => (await deps.store.workers.listWorkers({ limit: 1 })).length >= 0 },
    mount: (app) => {
      const limited = limitCalls(deps);
      const openApi = createOpenApi(deps.settings.url);
      mountOpenid(app, basePath, deps, limited);
      app
        .route([`${basePath}/openapi.json`, `${basePath}/api/v1/openapi.json`])
        .all(allowCors)
        .get((_req, res) => {
          res.json(openApi);
        });
      const may = createScopeCheck(deps, limited);
      app.use(`${basePath}/api/v1`, createApiRules(openApi), mountPlatformApi(deps, may));
      app.use(`${basePath}/credentials`, mountVcApi(deps, may));
      app.use(`${basePath}/claim`, mountClaim(deps, limited));
      addIssuerMetrics(metrics, deps);
      app.use(`${basePath}/docs`, serveDocs(openApi));
    },
  });
}
