import { KlusCVError } from '../../core/errors.ts';
import type { CorrectionOutcome, CorrectionRequest } from '../../store/index.ts';
import { recordChange } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';

/**
 * Answers what a worker reported; the worker reads it on the own page.
 * @throws KlusCVError `not_found`, or `conflict` when it has its answer
 */
export function answerCorrection(
  deps: Pick<IssuerDeps, 'store' | 'hashKey' | 'clock'>,
  given: { correctionId: string; outcome: CorrectionOutcome; text?: string | undefined; actor: string },
): Promise<CorrectionRequest> {
  const { correctionId, outcome, text, actor } = given;
  const answer = { outcome, answeredAt: deps.clock(), ...(text === undefined ? {} : { text }) };
  return deps.store.transact(async (stores) => {
    const request = await stores.corrections.loadCorrection(correctionId);
    if (!request) throw new KlusCVError('not_found', 'There is no such report.');
    if (!(await stores.corrections.answerCorrection(correctionId, answer)))
      throw new KlusCVError('conflict', 'This report has its answer already.');
    await recordChange(deps, stores, {
      actor,
      action: 'correction_answered',
      workerId: request.workerId,
      subject: correctionId,
      details: { outcome },
    });
    return { ...request, answer };
  });
}
