/** `/api/v1/api-keys`: making, listing and withdrawing the keys of the platform's own systems. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import type { StoredApiKey } from '../../store/index.ts';
import { createApiKey, revokeApiKey, scopes } from '../access/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { actorOf } from './require-scope.ts';

export const ApiKeyOrder = z.strictObject({
  name: z.string().trim().min(1).max(100).describe('What the key is for, in your own words.'),
  scopes: z
    .array(z.enum(scopes))
    .min(1)
    .max(scopes.length)
    .refine((given) => new Set(given).size === given.length, 'each scope once'),
  expiresInDays: z.int().min(1).max(3_650).optional().describe('Without it the key works until withdrawn.'),
  callsPerMinute: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe("Without it the service's own limit holds."),
});

const dayMs = 86_400_000;

/** `POST`: 201 with the key itself, this once. */
export function orderApiKey(deps: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const { expiresInDays, callsPerMinute, ...wanted } = parseInput(ApiKeyOrder, req.body);
    const key = await createApiKey(
      deps,
      {
        ...wanted,
        ...(callsPerMinute === undefined ? {} : { callsPerMinute }),
        ...(expiresInDays === undefined
          ? {}
          : { expiresAt: new Date(deps.clock().getTime() + expiresInDays * dayMs) }),
      },
      actorOf(res),
    );
    res.status(201).json({ ...describeApiKey(key, deps.clock()), apiKey: key.apiKey });
  };
}

export function serveApiKeys({ store, clock }: IssuerDeps): RequestHandler {
  return async (_req, res) => {
    const now = clock();
    res.json({ apiKeys: (await store.apiKeys.listApiKeys()).map((key) => describeApiKey(key, now)) });
  };
}

/** `DELETE /api/v1/api-keys/{keyId}`: the key stops working with this answer. */
export function withdrawApiKey(deps: IssuerDeps): RequestHandler<{ keyId: string }> {
  return async (req, res) => {
    if (!(await revokeApiKey(deps, req.params.keyId, actorOf(res)))) throw new KlusCVError('not_found');
    res.status(204).end();
  };
}

/** A key as its operator sees it, without anything that opens something. */
export function describeApiKey(key: StoredApiKey, now: Date): Record<string, unknown> {
  const { keyId, name, callsPerMinute, createdAt, expiresAt, revokedAt } = key;
  const expired = expiresAt !== undefined && expiresAt <= now;
  return {
    keyId,
    name,
    scopes: key.scopes,
    state: revokedAt ? 'withdrawn' : expired ? 'expired' : 'active',
    ...(callsPerMinute === undefined ? {} : { callsPerMinute }),
    createdAt,
    ...(expiresAt ? { expiresAt } : {}),
    ...(revokedAt ? { revokedAt } : {}),
  };
}
