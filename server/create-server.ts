/** The express shell that both services share: safe headers, request metrics, problem details, nothing else. */
import express, { type Express } from 'express';
import helmet from 'helmet';
import { headersOf } from './headers-of.ts';
import { serveLive, serveReady } from './health.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { routePattern } from './metrics.ts';
import { refusalOf } from './refusals.ts';
import { handleErrors, sendNotFound } from './send-error.ts';

export type ServerOptions = {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Parts that must be there before the service takes traffic. */
  readonly ready: Readonly<Record<string, () => Promise<boolean>>>;
  /** Origins that pages may talk to besides their own; a wallet talks to any issuer and verifier. */
  readonly connectSources?: readonly string[];
  /** How many proxies in front set X-Forwarded-For; 0 for none. */
  readonly trustedProxies?: number;
  /** Everything that is special about the service: its routes. */
  readonly mount: (app: Express) => void;
};

/** An express app with `/health/live`, `/health/ready`, `/metrics`, the service's routes, 404 and error handling. */
export function createServer(options: ServerOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', options.trustedProxies ?? 0);
  const safeHeaders = headersOf(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          connectSrc: ["'self'", ...(options.connectSources ?? [])],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      // For browsers that do not read `frame-ancestors`: the same answer.
      frameguard: { action: 'deny' },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
    }),
  );
  app.use((_req, res, next) => {
    for (const [name, value] of safeHeaders) res.setHeader(name, value);
    next();
  });
  const refused = options.metrics.counter('kluscv_refused_total', 'Refused requests, by code.', ['code']);
  app.use(options.metrics.observeRequests);
  app.use((req, res, next) => {
    const begin = performance.now();
    res.on('finish', () => {
      const code = refusalOf(res);
      if (code !== undefined) refused.inc({ code });
      const milliseconds = Math.round(performance.now() - begin);
      options.log.debug(
        { method: req.method, route: routePattern(req), status: res.statusCode, milliseconds },
        'answered',
      );
    });
    next();
  });
  app.get('/health/live', serveLive);
  app.get('/health/ready', serveReady(options.ready));
  app.get('/metrics', options.metrics.serveMetrics);
  options.mount(app);
  app.use(sendNotFound);
  app.use(handleErrors(options.log));
  return app;
}
