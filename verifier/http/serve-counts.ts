/** `GET /api/v1/counts`: how often it came to which verdict, by purpose; none under ten, no person, no pair of platforms. */
import type { RequestHandler } from 'express';
import type { VerifierDeps } from '../deps.ts';

export function serveCounts({ verdicts }: Pick<VerifierDeps, 'verdicts'>): RequestHandler {
  return async (_req, res) => {
    res.json({ counts: await verdicts.list() });
  };
}
