/** `GET /api/v1/counts`: how many offers, claims and downloads there were; none under ten, since few could be known. */
import type { RequestHandler } from 'express';
import type { IssuerDeps } from '../deps.ts';

const fewest = 10;

/** A count under ten is null. */
export function serveCounts({ store }: IssuerDeps): RequestHandler {
  return async (_req, res) => {
    const uses = await store.audit.countUses();
    res.json(
      Object.fromEntries(Object.entries(uses).map(([name, count]) => [name, count < fewest ? null : count])),
    );
  };
}
