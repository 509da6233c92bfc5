/** Credentials that a correction of a gig has made wrong, and what to do about one of them. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseInput } from '../../server/index.ts';
import { reissueCredential } from '../corrections/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { ReasonCode } from '../status/reason-codes.ts';
import { describeIssued } from './describe-issued.ts';
import { createCursor, parseCursor } from './page-cursor.ts';
import { actorOf } from './require-scope.ts';

export const CorrectedQuery = z.object({
  cursor: z.string().max(400).optional().describe('As `nextCursor` of the page before said.'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** `GET /api/v1/corrected-credentials?cursor=&limit=`, not yet withdrawn, in the order of correction. */
export function serveCorrected({ store }: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const { cursor, limit } = parseInput(CorrectedQuery, req.query);
    const from = cursor === undefined ? undefined : parseCursor(cursor);
    const found = await store.credentials.listCorrected({
      ...(from === undefined ? {} : { after: { correctedAt: from.at, credentialId: from.id } }),
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    res.json({
      credentials: page.map((issued) => ({ workerId: issued.workerId, ...describeIssued(issued) })),
      ...(found.length > limit && last?.correctedAt
        ? { nextCursor: createCursor(last.correctedAt, last.credentialId) }
        : {}),
    });
  };
}

export const ReissueOrder = z
  .strictObject({ reasonCode: ReasonCode.default('correction') })
  .optional()
  .describe('Why; published nowhere.');

/** `POST /api/v1/credentials/{credentialId}/reissue`: an offer with the figures of now, and the end of the old one. */
export function acceptReissue(deps: IssuerDeps): RequestHandler<{ credentialId: string }> {
  return async (req, res) => {
    const { reasonCode } = parseInput(ReissueOrder, req.body) ?? { reasonCode: 'correction' };
    const { credentialId } = req.params;
    const { offer } = await reissueCredential(deps, { credentialId, reasonCode, actor: actorOf(res) });
    res.status(201).json({ credentialId, status: 'revoked', ...offer });
  };
}
