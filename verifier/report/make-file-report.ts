/** The report for the file: what was found, signed. Nothing is kept, unless the operator turned the register on. */
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
import type { Received, Report } from '../../core/verify/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { type HandedIn, judgeHandedIn } from './check-handed-in.ts';
import type { ContextDeps } from './create-context.ts';

export type FileReportDeps = ContextDeps & Pick<VerifierDeps, 'identity' | 'url' | 'register'>;

/** What was judged, and the bytes in which it came. */
export type Found = {
  readonly report: Report;
  readonly received: readonly Received[];
  readonly bytes: Uint8Array;
  /** For a wallet's answer: when it came. */
  readonly presentedAt?: Date;
};

/** Why the report is asked for; with an earlier one of ours it also says what changed since. */
export type AskedReport = {
  readonly purpose: Purpose | null;
  readonly earlier?: ReportContent | undefined;
};

/** A signed report on what was handed in, which is checked here and now. */
export async function makeFileReport(
  asked: AskedReport & { readonly handedIn: HandedIn },
  deps: FileReportDeps,
): Promise<SignedReport> {
  const { received, report } = await judgeHandedIn(asked.handedIn, deps);
  return signFound({ report, received, bytes: asked.handedIn.bytes }, asked, deps);
}

/** Signs what was found, and puts it into the register where there is one. */
export async function signFound(
  { report, received, bytes, presentedAt }: Found,
  { purpose, earlier }: AskedReport,
  deps: FileReportDeps,
): Promise<SignedReport> {
  const until = deps.register?.keepsUntil();
  const content: ReportContent = {
    iss: deps.identity.did,
    iat: Math.floor(Date.parse(report.checkedAt) / 1000),
    jti: createReference(deps.crypto.randomBytes),
    verifierUrl: deps.url,
    purpose,
    ...(presentedAt === undefined ? {} : { presentedAt: presentedAt.toISOString() }),
    ...(until === undefined ? {} : { kept: { until: until.toISOString() } }),
    document: { sha256: await hexDigest(bytes, deps.crypto), bytes: bytes.length },
    credentials: await digestCredentials(received, deps.crypto),
    report,
  };
  const since = earlier && compareReports(earlier, content);
  const signed = await signReport(since === undefined ? content : { ...content, since }, deps.identity);
  await deps.register?.keep(signed);
  return signed;
}
