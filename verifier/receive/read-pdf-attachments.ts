/** The attachments of a PDF, read in a thread that ends when it takes too long or too much. */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { pdfLimits } from './pdf-limits.ts';

const Answer = z.object({ attachments: z.array(z.instanceof(Uint8Array)).optional() });

/**
 * @param bytes the file; it is copied
 * @returns the contents in the file's order, or undefined when the PDF cannot be read (damaged, locked, too much)
 */
export const readPdfAttachments = (bytes: Uint8Array): Promise<readonly Uint8Array[] | undefined> => {
  if (bytes.length > pdfLimits.bytes) return Promise.resolve(undefined);
  const worker = new Worker(new URL('./pdf-attachments.worker.ts', import.meta.url), {
    workerData: new Uint8Array(bytes),
    resourceLimits: { maxOldGenerationSizeMb: pdfLimits.megabytes },
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve) => {
    const end = (attachments: readonly Uint8Array[] | undefined) => {
      clearTimeout(timer);
      resolve(attachments);
      void worker.terminate();
    };
    const timer = setTimeout(() => end(undefined), pdfLimits.milliseconds);
    worker.once('message', (message) => end(Answer.safeParse(message).data?.attachments));
    worker.once('error', () => end(undefined));
    worker.once('exit', () => end(undefined));
  });
};
