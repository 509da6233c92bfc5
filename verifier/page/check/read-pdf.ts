/** A PDF, read on this device in a worker that ends when it takes too long. Loaded when there is a PDF. */
import { GlobalWorkerOptions, getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { z } from 'zod';
import { pdfLimits } from '../../receive/pdf-limits.ts';

const Attachments = z.map(z.string(), z.object({ filename: z.string() })).nullable();
/** A QR code on paper is on the first page or the next. */
const maxPages = 2;
const maxSide = 2_400;

export type PdfContent = {
  readonly attachments: readonly Uint8Array[];
  /** Its first pages as pictures, when nothing is attached. */
  readonly pages: readonly ImageData[];
};

/** What is in a PDF, or undefined when it cannot be read: damaged, locked, too much. */
export function readPdf(bytes: Uint8Array): Promise<PdfContent | undefined> {
  if (bytes.length > pdfLimits.bytes) return Promise.resolve(undefined);
  const thread = new Worker(workerAddress, { type: 'module' });
  return new Promise((resolve) => {
    const end = (content: PdfContent | undefined) => {
      clearTimeout(timer);
      thread.terminate();
      resolve(content);
    };
    const timer = setTimeout(() => end(undefined), pdfLimits.milliseconds);
    readIn(thread, bytes).then(end, () => end(undefined));
  });
}

async function readIn(thread: Worker, bytes: Uint8Array): Promise<PdfContent> {
  GlobalWorkerOptions.workerPort = thread;
  const document = await getDocument({
    data: bytes.slice(),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    // The content security policy forbids the stylesheets that fonts would need.
    disableFontFace: true,
    stopAtErrors: true,
    enableXfa: false,
  }).promise;
  const named = Attachments.parse(await document.getAttachments());
  const attachments: Uint8Array[] = [];
  for (const id of [...(named?.keys() ?? [])].slice(0, pdfLimits.attachments)) {
    const content: unknown = await document.getAttachmentContent(id);
    if (content instanceof Uint8Array && content.length <= pdfLimits.attachmentBytes)
      attachments.push(content);
  }
  const pages: ImageData[] = [];
  for (
    let number = 1;
    attachments.length === 0 && number <= Math.min(maxPages, document.numPages);
    number += 1
  )
    pages.push(await drawPage(await document.getPage(number)));
  return { attachments, pages };
}

type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>;

async function drawPage(page: PdfPage): Promise<ImageData> {
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: Math.min(3, maxSide / Math.max(width, height)) });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.ceil(viewport.width));
  canvas.height = Math.max(1, Math.ceil(viewport.height));
  const context = canvas.getContext('2d');
  if (context === null) throw new TypeError('The browser cannot draw.');
  await page.render({ canvas, viewport }).promise;
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
