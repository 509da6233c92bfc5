/** Prometheus metrics: one registry per service, so that two services in one process do not mix. */
import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export type Metrics = {
  readonly registry: Registry;
  /** A counter of this service; made once per name. */
  readonly counter: (name: string, help: string, labelNames?: string[]) => Counter;
  readonly observeRequests: RequestHandler;
  readonly serveMetrics: RequestHandler;
};

export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'kluscv_http_request_seconds',
    help: 'Time to answer a request, by route pattern and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const counters = new Map<string, Counter>();
  return {
    registry,
    counter: (name, help, labelNames = []) => {
      const known = counters.get(name);
      if (known) return known;
      const made = new Counter({ name, help, labelNames, registers: [registry] });
      counters.set(name, made);
      return made;
    },
    observeRequests: (req, res, next) => {
      const stop = duration.startTimer();
      res.on('finish', () =>
        stop({ method: req.method, route: routePattern(req), status: String(res.statusCode) }),
      );
      next();
    },
    serveMetrics: async (_req, res) => {
      res.type(registry.contentType).send(await registry.metrics());
    },
  };
}

/** The pattern a request matched, never the address itself: addresses may hold ids and tokens. */
export function routePattern(req: { route?: { path?: unknown } }): string {
  const path = req.route?.path;
  return typeof path === 'string' ? path : 'unmatched';
}
