/** `/api/v1/api-keys`: making, listing and withdrawing the keys of programs that call. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import type { StoredApiKey } from '../../store/index.ts';
import { createVerifierKey, revokeVerifierKey, scopes } from '../access/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { keyOf } from './require-key.ts';

const ApiKeyOrder = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z
    .array(z.enum(scopes))
    .min(1)
    .max(scopes.length)
    .refine((given) => new Set(given).size === given.length, 'each scope once'),
  expiresInDays: z.int().min(1).max(3_650).optional(),
  callsPerMinute: z.int().min(1).max(1_000_000).optional(),
});

const dayMs = 86_400_000;

/** `POST`: 201 with the key itself, this once. */
export function orderApiKey(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const { expiresInDays, callsPerMinute, name, scopes: held } = parseInput(ApiKeyOrder, req.body);
    const now = deps.clock();
    const { apiKey, ...key } = await createVerifierKey(
      deps,
      {
        name,
        scopes: held,
        ...(callsPerMinute === undefined ? {} : { callsPerMinute }),
        ...(expiresInDays === undefined
          ? {}
          : { expiresAt: new Date(now.getTime() + expiresInDays * dayMs) }),
      },
      `key:${(await keyOf(req, deps)).keyId}`,
    );
    res.status(201).json({ ...describeApiKey(key, now), apiKey });
  };
}

export function serveApiKeys({ verifierApiKeys, clock }: VerifierDeps): RequestHandler {
  return async (_req, res) => {
    const keys = await verifierApiKeys.listApiKeys();
    res.json({ apiKeys: keys.map((key) => describeApiKey(key, clock())) });
  };
}

/** `DELETE /{keyId}`: the key stops working with this answer. */
export function withdrawApiKey(deps: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const { keyId } = await keyOf(req, deps);
    if (!(await revokeVerifierKey(deps, String(req.params.id), `key:${keyId}`)))
      throw new KlusCVError('not_found');
    res.status(204).end();
  };
}

/** A key as its operator sees it, without anything that opens something. */
function describeApiKey(key: StoredApiKey, now: Date): object {
  const { revokedAt, expiresAt, scopes: held, ...rest } = key;
  const expired = expiresAt !== undefined && expiresAt <= now;
  return {
    ...rest,
    scopes: held,
    state: revokedAt ? 'withdrawn' : expired ? 'expired' : 'active',
    ...(expiresAt ? { expiresAt } : {}),
    ...(revokedAt ? { revokedAt } : {}),
  };
}
