/** `GET /api/v1/audit?after=&limit=&workerId=`: the audit log, in order; `GET /api/v1/audit/check`: whether it is whole. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseInput, verifyChain } from '../../server/index.ts';
import type { AuditEntry } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';

export const AuditQuery = z.object({
  after: z.coerce.number().int().min(0).default(0).describe('The `seq` behind which the page begins.'),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

export const AuditCheckQuery = z.object({
  head: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('A hash that was noted down before; it must still be there.'),
});

export function serveAudit({ store }: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const entries = await store.audit.listEntries(parseInput(AuditQuery, req.query));
    res.json({ entries: entries.map(describeEntry) });
  };
}

export function checkAudit({ store }: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const { head } = parseInput(AuditCheckQuery, req.query);
    res.json(await verifyChain(store.audit, head));
  };
}

/** An entry with its details as JSON, not as the text that is hashed. */
export const describeEntry = ({ details, ...entry }: AuditEntry): Record<string, unknown> => ({
  ...entry,
  details: JSON.parse(details),
});
