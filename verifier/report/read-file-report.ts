/** A report that somebody brings back: the JSON file, the PDF that carries it, its JWS, or the link of its QR code. */
import { err, type Result } from '../../core/result.ts';
import { type ReportProblem, type VerifiedReport, verifyReport } from '../../core/signed-report/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { readPdfAttachments } from '../receive/read-pdf-attachments.ts';

/** More text than any report of ours has. */
const maxBytes = 4_000_000;

const isPdf = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');

/** The report in it, once our own signature on it holds. */
export async function readFileReport(
  bytes: Uint8Array,
  { identity, crypto }: Pick<VerifierDeps, 'identity' | 'crypto'>,
): Promise<Result<VerifiedReport, ReportProblem>> {
  const author = { did: identity.did, keyId: identity.keyId, publicJwk: identity.signer.publicJwk };
  const verify = (text: Uint8Array) => verifyReport(new TextDecoder().decode(text), author, crypto);
  if (!isPdf(bytes)) return bytes.length > maxBytes ? err('report_unreadable') : verify(bytes);
  const results = await Promise.all(((await readPdfAttachments(bytes)) ?? []).map(verify));
  return (
    results.find(({ ok }) => ok) ??
    results.find((one) => !one.ok && one.error !== 'report_unreadable') ??
    err('report_unreadable')
  );
}
