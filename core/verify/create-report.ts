/** Reports on single credentials put together: the worst of them is what the whole is worth. */
import type { VerifyContext } from './context.ts';
import type { CredentialReport, Report } from './report.ts';
import { verifyMalformed } from './verify-malformed.ts';
import { worstOutcome } from './worst-outcome.ts';

/** One report over `credentials` in the order in which they came; over none it is `malformed`. */
export const createReport = (
  credentials: readonly CredentialReport[],
  { now, trust, verifierName }: Pick<VerifyContext, 'now' | 'trust' | 'verifierName'>,
): Report => {
  const outcome = worstOutcome(credentials.map((credential) => credential.outcome));
  const decisive = credentials.find((credential) => credential.outcome === outcome) ?? verifyMalformed();
  return {
    outcome,
    message: decisive.message,
    checkedAt: now.toISOString(),
    verifier: verifierName,
    trustList: trust.state === 'missing' ? null : { version: trust.list.version, issued: trust.list.issued },
    credentials,
  };
};
