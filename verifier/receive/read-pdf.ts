/** What is in a PDF, read in a thread that ends when it takes too long or too much. */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { err, ok, type Result } from '../../core/result.ts';
import { pdfLimits } from './pdf-limits.ts';

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
 */
export const readPdf = (
  bytes: Uint8Array,
  { pages }: { readonly pages: number },
): Promise<Result<PdfContent, PdfFailure>> => {
  if (bytes.length > pdfLimits.bytes) return Promise.resolve(err('pdf_broken'));
  const worker = new Worker(new URL('./read-pdf.worker.ts', import.meta.url), {
    workerData: { bytes: new Uint8Array(bytes), pages },
    resourceLimits: { maxOldGenerationSizeMb: pdfLimits.megabytes },
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve) => {
    const end = (result: Result<PdfContent, PdfFailure>) => {
      clearTimeout(timer);
      resolve(result);
      void worker.terminate();
    };
    const time = pages === 0 ? pdfLimits.milliseconds : pdfLimits.pageMilliseconds;
    const timer = setTimeout(() => end(err('pdf_broken')), time);
    worker.once('message', (message) => {
      const answer = Answer.safeParse(message).data;
      if (answer === undefined) end(err('pdf_broken'));
      else end('failure' in answer ? err(answer.failure) : ok(answer));
    });
    worker.once('error', () => end(err('pdf_broken')));
    worker.once('exit', () => end(err('pdf_broken')));
  });
};
