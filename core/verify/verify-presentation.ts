/** The answer to a request: credentials whose holder must prove, for this reader and this nonce, that they are theirs. */
import { type VerifyContext, withOwnRoom } from './context.ts';
import { createReport } from './create-report.ts';
import { type Asked, judgeCredential } from './judge-credential.ts';
import { presentedIn } from './presented-in.ts';
import type { Received } from './received.ts';
import type { CredentialReport, Outcome, Report } from './report.ts';
import { verifyMalformed } from './verify-malformed.ts';

export type PresentationVerdict = {
  readonly report: Report;
  /**
   * Whether the answer is what was asked: genuine, bound, complete. A genuine credential that is withdrawn or
   * expired satisfies; one that could not be judged does not.
   */
  readonly satisfied: boolean;
  /** Why it does not satisfy, in English, for the wallet's developer: codes and names of claims, nothing personal. */
  readonly problems: readonly string[];
};

/** Outcomes of a credential that is the platform's and the holder's own, whatever became of it since. */
const genuine: readonly Outcome[] = [
  'valid',
  'expired',
  'not_yet_valid',
  'revoked',
  'suspended',
  'undetermined',
];

const problemsOf = ({ outcome, record, checks }: CredentialReport): readonly string[] => {
  const failed = checks.filter((check) => check.outcome === 'fail' || check.outcome === 'undetermined');
  if (!genuine.includes(outcome) || record === null) return failed.map(({ message }) => message.en);
  return failed.filter(({ check }) => check === 'claims').map(({ message }) => message.en);
};

/**
 * Verifies what a wallet presented, in the order of OpenID4VP 1.0 section 8.6.
 *
 * @param presented what the wallet sent; a credential without the holder's proof is `not_bound`
 * @param asked audience (our full client_id), nonce (used once), and the claims: those not asked are dropped
 */
export const verifyPresentation = async (
  presented: readonly Received[],
  asked: Asked,
  context: VerifyContext,
): Promise<PresentationVerdict> => {
  const own = withOwnRoom(context);
  const reports: CredentialReport[] = [];
  for (const received of presented) {
    const inside = presentedIn(received);
    if (!inside.ok) reports.push(verifyMalformed(inside.error));
    else reports.push(...(await Promise.all(inside.value.map((one) => judgeCredential(one, asked, own)))));
  }
  const report = createReport(reports, context);
  const problems = [...new Set(report.credentials.flatMap(problemsOf))];
  return { report, satisfied: reports.length > 0 && problems.length === 0, problems };
};
