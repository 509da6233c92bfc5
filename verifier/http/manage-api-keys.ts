/** `/api/v1/api-keys`: making, listing and withdrawing the keys of programs that call. */
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { toBase64Url } from '../../core/bytes.ts';
import { KlusCVError } from '../../core/errors.ts';
import { parseInput } from '../../server/index.ts';
import type { StoredApiKey } from '../../store/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { hashText } from './api-keys.ts';
import { scopes } from './scopes.ts';

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
export function orderApiKey({ verifierApiKeys, crypto, clock }: VerifierDeps): RequestHandler {
  return async (req, res) => {
    const { expiresInDays, callsPerMinute, name, scopes: held } = parseInput(ApiKeyOrder, req.body);
    const now = clock();
    // The prefix lets tools that look for leaked secrets recognise one.
    const apiKey = `kluscv_${toBase64Url(crypto.randomBytes(32))}`;
    const key: StoredApiKey = {
      keyId: randomUUID(),
      name,
      scopes: held,
      createdAt: now,
      ...(callsPerMinute === undefined ? {} : { callsPerMinute }),
      ...(expiresInDays === undefined ? {} : { expiresAt: new Date(now.getTime() + expiresInDays * dayMs) }),
    };
    await verifierApiKeys.storeApiKey({ ...key, hash: hashText(apiKey) });
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
export function withdrawApiKey({ verifierApiKeys, clock }: VerifierDeps): RequestHandler {
  return async (req, res) => {
    if (!(await verifierApiKeys.revokeApiKey(String(req.params.id), clock())))
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
