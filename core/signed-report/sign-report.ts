/** Signing: the report as a JWS beside its readable content, and the note for the QR code of its PDF. */
import { toUtf8 } from '../bytes.ts';
import type { CryptoPort, Signer } from '../ports.ts';
import { signJws } from '../proof/index.ts';
import type { ReportContent, ReportNote } from './content.ts';
import { hexDigest } from './digest-credentials.ts';

export const reportType = 'kluscv-report+jwt';
export const noteType = 'kluscv-report-note+jwt';

/** The file: `content` for people and programs that only read, `jws` for those that check. */
export type SignedReport = { readonly content: ReportContent; readonly jws: string };

export type ReportKey = {
  readonly signer: Signer;
  /** DID URL of the key, in the DID document of the verifier. */
  readonly keyId: string;
};

/** Signs the content as it stands. RFC 7515, compact form. */
export const signReport = async (content: ReportContent, key: ReportKey): Promise<SignedReport> => ({
  content,
  jws: await signJws({ header: { typ: reportType, kid: key.keyId }, payload: { ...content } }, key.signer),
});

/** The bytes of the JSON file. */
export const renderReportJson = (signed: SignedReport): Uint8Array =>
  toUtf8(`${JSON.stringify(signed, null, 2)}\n`);

/** The signed note on a report: short enough for a QR code, with nothing about the worker. */
export const signNote = async (
  { content, jws }: SignedReport,
  key: ReportKey,
  crypto: Pick<CryptoPort, 'sha256'>,
): Promise<string> => {
  const { iss, iat, jti, report } = content;
  const sha256 = await hexDigest(toUtf8(jws), crypto);
  const note: ReportNote = { iss, iat, jti, outcome: report.outcome, sha256 };
  return signJws({ header: { typ: noteType, kid: key.keyId }, payload: note }, key.signer);
};
