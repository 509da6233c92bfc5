/** Handing in a document: a file, a text, or the link of a QR code on paper. */
import type { Report } from '../../core/verify/report.ts';
import { type ApiProblem, callApi } from '../../ui/call-api.ts';
import { parseReport } from './parse-report.ts';
import type { PagePorts } from './ports.ts';

/** What the service takes at most. */
export const maxBytes = 10_000_000;

export type Checked =
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly problem: ApiProblem };

/** Sends the document to the verifier and gives its report. */
export async function checkDocument(
  document: string | File,
  ports: Pick<PagePorts, 'fetch'>,
): Promise<Checked> {
  const bytes =
    typeof document === 'string'
      ? { body: document.trim(), contentType: 'text/plain' }
      : { body: document, contentType: contentTypeOf(document) };
  const answer = await callApi(ports, { path: '/api/v1/checks', bytes });
  if (!answer.ok) return answer;
  const report = parseReport(answer.body);
  return report === undefined ? { ok: false, problem: 'internal' } : { ok: true, report };
}

/** A browser does not know every kind of file: what it does not know is told by its first bytes, at the service. */
const contentTypeOf = (file: File): string => {
  const known = [
    'application/pdf',
    'image/png',
    'image/jpeg',
    'image/webp',
    'application/json',
    'text/plain',
  ];
  return known.includes(file.type) ? file.type : 'application/octet-stream';
};
