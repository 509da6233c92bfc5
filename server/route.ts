/** Small parts that routes of both services are made of. */
import type { RequestHandler } from 'express';
import type { z } from 'zod';
import { KlusCVError } from '../core/errors.ts';

/**
 * Input from outside as the type that the schema promises.
 * @throws KlusCVError `invalid_request`, naming the members that are wrong and never their values
 */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, 10).map((issue) => {
    const where = issue.path.map(String).join('.') || 'the body';
    return issue.code === 'unrecognized_keys' ? `${where}: unknown member` : `${where}: ${issue.message}`;
  });
  throw new KlusCVError(
    'invalid_request',
    `The request is not in the form that this call takes: ${problems.join('; ')}.`,
  );
}

/** Any page may call this: wallets in a browser need it on every public protocol endpoint. */
export const allowCors: RequestHandler = (req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Expose-Headers', 'DPoP-Nonce, WWW-Authenticate');
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  if (req.method !== 'OPTIONS') {
    next();
    return;
  }
  res.set({
    'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, DPoP, Accept, Accept-Language',
    'Access-Control-Max-Age': '600',
  });
  res.status(204).end();
};

/** For answers that hold a secret or somebody's data. */
export const noStore: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  next();
};

/** The token of an `Authorization: Bearer` (or DPoP) header, or undefined. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^(?:Bearer|DPoP) +([A-Za-z0-9\-._~+/]+=*)$/i.exec(header ?? '')?.[1];
}
