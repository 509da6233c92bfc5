/** What is in a PDF, read in a thread that ends when it takes too long or too much. */
import { z } from 'zod';
import { err, ok, type Result } from '../../core/result.ts';
import { pdfLimits } from './pdf-limits.ts';
import { readApart } from './read-apart.ts';

const Content = z.object({
  attachments: z.array(z.instanceof(Uint8Array)),
  codes: z.array(z.string()),
});
const Answer = z.union([Content, z.object({ failure: z.enum(['pdf_locked', 'pdf_broken']) })]);

export type PdfContent = z.infer<typeof Content>;
export type PdfFailure = 'pdf_locked' | 'pdf_broken';

/**
 * The attachments of a PDF in the file's order, or the texts of the QR codes on its first pages.
 *
 * @param bytes the file; it is copied
 * @param pages how many of its first pages to look at; none to read what is attached
 * @returns `pdf_broken` for what is damaged, or too much to read
 * @throws KlusCVError `too_many_requests` when too many files wait to be read
 */
export const readPdf = async (
  bytes: Uint8Array,
  { pages }: { readonly pages: number },
): Promise<Result<PdfContent, PdfFailure>> => {
  if (bytes.length > pdfLimits.bytes) return err('pdf_broken');
  const milliseconds = pages === 0 ? pdfLimits.milliseconds : pdfLimits.pageMilliseconds;
  const answer = await readApart(
    {
      file: new URL('./read-pdf.worker.ts', import.meta.url),
      data: { bytes: new Uint8Array(bytes), pages },
    },
    { milliseconds, megabytes: pdfLimits.megabytes },
    Answer,
  );
  if (answer === undefined) return err('pdf_broken');
  return 'failure' in answer ? err(answer.failure) : ok(answer);
};
