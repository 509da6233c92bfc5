/** `/api/v1/webhooks`: where the platform wants to be told what happened. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { createWebhook, deleteWebhook, events, testWebhook } from '../notify/index.ts';
import { actorOf } from './require-scope.ts';

export const WebhookOrder = z.strictObject({
  url: z.url().max(2_000).describe('Where to: https, on the public internet.'),
  events: z
    .array(z.enum(events))
    .min(1)
    .refine((given) => new Set(given).size === given.length, 'each event once'),
});

/** `POST`: 201 with the secret that signatures are checked with. */
export function orderWebhook(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    res
      .status(201)
      .json(await createWebhook(deps, { ...parseInput(WebhookOrder, req.body), actor: actorOf(res) }));
  };
}

export function serveWebhooks({ store }: IssuerDeps): RequestHandler {
  return async (_req, res) => {
    res.json({ webhooks: await store.webhooks.listWebhooks() });
  };
}

export function dropWebhook(deps: IssuerDeps): RequestHandler<{ webhookId: string }> {
  return async (req, res) => {
    const { webhookId } = req.params;
    if (!(await deleteWebhook(deps, { webhookId, actor: actorOf(res) }))) throw new KlusCVError('not_found');
    res.status(204).end();
  };
}

/** `POST …/test`: 202; a test event comes within seconds. */
export function tryWebhook(deps: IssuerDeps): RequestHandler<{ webhookId: string }> {
  return async (req, res) => {
    if (!(await testWebhook(deps, req.params.webhookId))) throw new KlusCVError('not_found');
    res.status(202).json({ state: 'waiting' });
  };
}

const mostShown = 100;

export function serveDeliveries({ store }: IssuerDeps): RequestHandler<{ webhookId: string }> {
  return async (req, res) => {
    res.json({ deliveries: await store.webhooks.listDeliveries(req.params.webhookId, mostShown) });
  };
}
