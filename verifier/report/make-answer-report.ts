/** The report for the file on a wallet's answer: what was shown in a session is checked again, and signed. */
import { toUtf8 } from '../../core/bytes.ts';
import { KlusCVError } from '../../core/errors.ts';
import type { ReportContent, SignedReport } from '../../core/signed-report/index.ts';
import type { StoredRequest } from '../../store/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { judgePresented } from '../request/judge-presented.ts';
import { openPresented } from '../request/presented-answer.ts';
import { sessionFrom } from '../request/session.ts';
import { type FileReportDeps, signFound } from './make-file-report.ts';

/**
 * A signed report for who asked the question. Status, validity and issuer are those of now; that the holder proved that
 * it is theirs is of the moment at which the wallet answered, which the report names.
 * @throws KlusCVError `conflict` while nothing was received, or nothing that may be shown
 */
export async function makeAnswerReport(
  stored: StoredRequest,
  earlier: ReportContent | undefined,
  deps: FileReportDeps & Pick<VerifierDeps, 'vault'>,
): Promise<SignedReport> {
  const session = sessionFrom(stored, deps.clock());
  const { presented, answeredAt } = stored;
  if (
    session.phase !== 'received' ||
    !session.released ||
    presented === undefined ||
    answeredAt === undefined
  )
    throw new KlusCVError('conflict', 'Nothing was received in this session that a report could be about.');
  const answer = await openPresented(stored.requestId, presented, deps);
  if (answer === undefined) throw new KlusCVError('conflict', 'What was shown cannot be opened any more.');
  const { report, received } = await judgePresented(session, answer, deps, answeredAt);
  return signFound(
    { report, received, bytes: toUtf8(answer.presentation), presentedAt: answeredAt },
    { purpose: session.purpose, earlier },
    deps,
  );
}
