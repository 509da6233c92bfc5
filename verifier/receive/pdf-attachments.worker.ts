/**
 * Reads the attachments of one PDF, in a thread of its own: a PDF can be made to keep its reader busy for hours,
 * and a thread can be ended.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { z } from 'zod';
import { pdfLimits } from './pdf-limits.ts';

const Attachments = z.map(z.string(), z.object({ filename: z.string() })).nullable();

const readAttachments = async (data: Uint8Array): Promise<Uint8Array[]> => {
  const task = getDocument({
    data,
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: true,
    enableXfa: false,
  });
  const document = await task.promise;
  const named = Attachments.parse(await document.getAttachments());
  const contents: Uint8Array[] = [];
  for (const id of [...(named?.keys() ?? [])].slice(0, pdfLimits.attachments)) {
    const content: unknown = await document.getAttachmentContent(id);
    if (content instanceof Uint8Array && content.length <= pdfLimits.attachmentBytes) contents.push(content);
  }
  await task.destroy();
  return contents;
};

const Data = z.instanceof(Uint8Array);

readAttachments(Data.parse(workerData)).then(
  (attachments) => parentPort?.postMessage({ attachments }),
  () => parentPort?.postMessage({ attachments: undefined }),
);
