/** The report for the file: what was handed in is checked again here, and what was found is signed. Nothing is kept. */
import type { Purpose } from '../../core/openid/index.ts';
import {
  compareReports,
  createReference,
  digestCredentials,
  hexDigest,
  type ReportContent,
  type SignedReport,
  signReport,
} from '../../core/signed-report/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { type HandedIn, judgeHandedIn } from './check-handed-in.ts';
import type { ContextDeps } from './create-context.ts';

export type FileReportDeps = ContextDeps & Pick<VerifierDeps, 'identity' | 'url'>;

/** A signed report on what was handed in; with an earlier one of ours, also what changed since. */
export async function makeFileReport(
  asked: {
    readonly handedIn: HandedIn;
    readonly purpose: Purpose | null;
    readonly earlier?: ReportContent | undefined;
  },
  deps: FileReportDeps,
): Promise<SignedReport> {
  const { handedIn, purpose, earlier } = asked;
  const { received, report } = await judgeHandedIn(handedIn, deps);
  const content: ReportContent = {
    iss: deps.identity.did,
    iat: Math.floor(Date.parse(report.checkedAt) / 1000),
    jti: createReference(deps.crypto.randomBytes),
    verifierUrl: deps.url,
    purpose,
    document: {
      sha256: await hexDigest(handedIn.bytes, deps.crypto),
      bytes: handedIn.bytes.length,
    },
    credentials: await digestCredentials(received, deps.crypto),
    report,
  };
  const since = earlier && compareReports(earlier, content);
  return signReport(since === undefined ? content : { ...content, since }, deps.identity);
}
