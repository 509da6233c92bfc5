/** Takes over what a wallet showed to this very verifier: the platform's own question, and its answer while it is kept. */
import { KlusCVError } from '../../core/errors.ts';
import type { VerifierDeps } from '../deps.ts';
import { judgePresented } from '../request/judge-presented.ts';
import { openPresented } from '../request/presented-answer.ts';
import { sessionFrom } from '../request/session.ts';
import { type TakenOver, type TakeOverDeps, type TakeOverOrder, takeOverJudged } from './take-over.ts';

/**
 * @param receiver the API key; only the one that asked the question
 * @throws KlusCVError `not_found` for any other question, `conflict` when it was for another purpose or nothing came yet
 */
export async function takeOverAnswer(
  requestId: string,
  { order, receiver }: { readonly order: TakeOverOrder; readonly receiver: string },
  deps: TakeOverDeps & Pick<VerifierDeps, 'requests' | 'identity' | 'vault'>,
): Promise<TakenOver> {
  const stored = await deps.requests.loadRequest(requestId);
  if (stored === undefined || stored.openedBy !== receiver)
    throw new KlusCVError('not_found', 'This API key asked no such question.');
  const session = sessionFrom(stored, deps.clock());
  if (session.purpose !== 'platform')
    throw new KlusCVError('conflict', 'Only what was asked for the purpose "platform" can be taken over.');
  const { presented, answeredAt } = stored;
  if (
    session.phase !== 'received' ||
    !session.released ||
    presented === undefined ||
    answeredAt === undefined
  )
    throw new KlusCVError('conflict', 'Nothing was received in this session yet.');
  const answer = await openPresented(requestId, presented, deps);
  if (answer === undefined) throw new KlusCVError('conflict', 'What was shown cannot be opened any more.');
  const { received, report } = await judgePresented(session, answer, deps, answeredAt);
  return takeOverJudged({ received, report }, { order, receiver }, deps);
}
