/** Credentials as somebody hands them in, without having been asked: by file, by link, on paper. */
import { type VerifyContext, withOwnRoom } from './context.ts';
import { createReport } from './create-report.ts';
import { judgeCredential } from './judge-credential.ts';
import { presentedIn } from './presented-in.ts';
import type { Received } from './received.ts';
import type { CredentialReport, Report } from './report.ts';
import { verifyMalformed } from './verify-malformed.ts';
import { worstOutcome } from './worst-outcome.ts';

const verifyEach = async (
  received: Received,
  context: VerifyContext,
): Promise<readonly CredentialReport[]> => {
  const presented = presentedIn(received);
  if (!presented.ok) return [verifyMalformed(presented.error)];
  return Promise.all(presented.value.map((one) => judgeCredential(one, undefined, context)));
};

/**
 * Verifies one credential. Nobody asked its holder for a proof, so `holder` is `not_proved`; a proof that came along
 * with it must hold all the same. Of a presentation with several credentials, the report on the worst one:
 * `verifyReceived` tells of each.
 */
export const verifyCredential = async (
  received: Received,
  context: VerifyContext,
): Promise<CredentialReport> => {
  const reports = await verifyEach(received, withOwnRoom(context));
  const worst = worstOutcome(reports.map(({ outcome }) => outcome));
  return reports.find(({ outcome }) => outcome === worst) ?? verifyMalformed();
};

/** Verifies everything that was handed in, presentations opened, as one report. */
export const verifyReceived = async (
  received: readonly Received[],
  context: VerifyContext,
): Promise<Report> => {
  const own = withOwnRoom(context);
  const reports = await Promise.all(received.map((one) => verifyEach(one, own)));
  return createReport(reports.flat(), context);
};
