/** What workers report as wrong, for the platform to answer. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseInput } from '../../server/index.ts';
import { answerCorrection } from '../corrections/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { describeCorrection } from './describe-correction.ts';
import { createCursor, parseCursor } from './page-cursor.ts';
import { plainText } from './plain-text.ts';
import { actorOf } from './require-scope.ts';

export const CorrectionsQuery = z.object({
  state: z.enum(['open', 'answered']).optional().describe('All of them when left out.'),
  cursor: z.string().max(400).optional().describe('As `nextCursor` of the page before said.'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** `GET /api/v1/corrections?state=&cursor=&limit=`, in the order of asking. */
export function serveCorrections({ store }: IssuerDeps): RequestHandler {
  return async (req, res) => {
    const { state, cursor, limit } = parseInput(CorrectionsQuery, req.query);
    const from = cursor === undefined ? undefined : parseCursor(cursor);
    const found = await store.corrections.listCorrections({
      ...(state === undefined ? {} : { state }),
      ...(from === undefined ? {} : { after: { askedAt: from.at, correctionId: from.id } }),
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    res.json({
      corrections: page.map((request) => ({ workerId: request.workerId, ...describeCorrection(request) })),
      ...(found.length > limit && last ? { nextCursor: createCursor(last.askedAt, last.correctionId) } : {}),
    });
  };
}

export const CorrectionAnswerOrder = z.strictObject({
  outcome: z.enum(['corrected', 'not_corrected']),
  text: plainText(1_000, 'lines').optional().describe('For the worker, who reads it on the own page.'),
});

/** `POST /api/v1/corrections/{correctionId}/answer`, once. */
export function acceptCorrectionAnswer(deps: IssuerDeps): RequestHandler<{ correctionId: string }> {
  return async (req, res) => {
    const order = parseInput(CorrectionAnswerOrder, req.body);
    const { correctionId } = req.params;
    const answered = await answerCorrection(deps, { correctionId, ...order, actor: actorOf(res) });
    res.json({ workerId: answered.workerId, ...describeCorrection(answered) });
  };
}
