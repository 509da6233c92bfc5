/** `GET /api/v1/workers?cursor=&limit=`: the workers of whom there are gig records, a page at a time. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseInput } from '../../server/index.ts';
import { listWorkers } from '../aggregate/index.ts';
import type { IssuerDeps } from '../deps.ts';

export const WorkersQuery = z.object({
  /** As `nextCursor` of the page before said. */
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export function serveWorkers({ store }: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const { cursor, limit } = parseInput(WorkersQuery, req.query);
    const after = cursor === undefined ? {} : { after: Buffer.from(cursor, 'base64url').toString() };
    const workers = await listWorkers(store, { ...after, limit: limit + 1 });
    const page = workers.slice(0, limit);
    const last = page.at(-1);
    res.set('Cache-Control', 'no-store').json({
      workers: page,
      ...(workers.length > limit && last
        ? { nextCursor: Buffer.from(last.workerId).toString('base64url') }
        : {}),
    });
  };
}
