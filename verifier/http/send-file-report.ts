/** A signed report as the answer to a call: JSON, or a PDF that carries it. */
import type { Request, Response } from 'express';
import { parseLanguage } from '../../contexts/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import {
  type ReportContent,
  renderReportJson,
  type SignedReport,
  signNote,
} from '../../core/signed-report/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { readFileReport } from '../report/read-file-report.ts';
import { renderFileReport } from '../report/render-file-report.ts';

/** `Accept: application/pdf` gives the PDF, in the language asked for; anything else the JSON. */
export async function sendFileReport(
  { req, res, signed }: { readonly req: Request; readonly res: Response; readonly signed: SignedReport },
  language: string | undefined,
  deps: Pick<VerifierDeps, 'url' | 'identity' | 'crypto'>,
): Promise<void> {
  const fileName = `kluscv-${signed.content.jti}`;
  res.vary('Accept');
  if (req.accepts(['application/json', 'application/pdf']) !== 'application/pdf') {
    res.set('Content-Disposition', `attachment; filename="${fileName}.json"`);
    res.type('application/json').send(Buffer.from(renderReportJson(signed)));
    return;
  }
  const note = await signNote(signed, deps.identity, deps.crypto);
  const pdf = await renderFileReport({
    signed,
    fileName: `${fileName}.json`,
    checkUrl: `${deps.url}/report#${note}`,
    checkAddress: `${deps.url}/report`,
    language: parseLanguage(language),
  });
  res.set('Content-Disposition', `attachment; filename="${fileName}.pdf"`);
  res.type('application/pdf').send(Buffer.from(pdf));
}

/**
 * The earlier report that came along with a call.
 * @throws KlusCVError `invalid_request` when it is not one of ours, or was changed
 */
export async function readEarlierReport(
  bytes: Uint8Array,
  deps: Pick<VerifierDeps, 'identity' | 'crypto'>,
): Promise<ReportContent> {
  const read = await readFileReport(bytes, deps);
  if (read.ok && read.value.kind === 'report') return read.value.content;
  throw new KlusCVError(
    'invalid_request',
    'The earlier report is not one that this verifier signed, or it was changed.',
  );
}
