/** A PDF, read on this device in a worker that ends when it takes too long. Loaded when there is a PDF. */
import {
  GlobalWorkerOptions,
  getDocument,
  PasswordException,
  PDFWorker,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { z } from 'zod';
import { err, ok, type Result } from '../../../core/result.ts';
import { pdfLimits } from '../../receive/pdf-limits.ts';

const Attachments = z.map(z.string(), z.object({ filename: z.string() })).nullable();

type Failure = 'pdf_locked' | 'pdf_broken';
type Pdf = Awaited<ReturnType<typeof getDocument>['promise']>;

/** What is attached to it, in the file's order; or why it cannot be read: damaged, too much, or locked. */
export function readAttachments(bytes: Uint8Array): Promise<Result<readonly Uint8Array[], Failure>> {
  return withPdf(bytes, pdfLimits.milliseconds, async (pdf) => {
    const named = Attachments.parse(await pdf.getAttachments());
    const contents: Uint8Array[] = [];
    for (const id of [...(named?.keys() ?? [])].slice(0, pdfLimits.attachments)) {
      const content: unknown = await pdf.getAttachmentContent(id);
      if (content instanceof Uint8Array && content.length <= pdfLimits.attachmentBytes)
        contents.push(content);
    }
    return contents;
  });
}

/** Draws its first pages one after the other, until one of them was enough. */
export async function readPages(
  bytes: Uint8Array,
  isEnough: (page: ImageData) => Promise<boolean>,
): Promise<void> {
  await withPdf(bytes, pdfLimits.pageMilliseconds, async (pdf) => {
    for (let number = 1; number <= Math.min(pdfLimits.pages, pdf.numPages); number += 1)
      if (await isEnough(await drawPage(pdf, number))) return;
  });
}

/** Workers that wait for the next PDF: to start one takes longer than to read most of them. */
const idle: Worker[] = [];
const mostIdle = 4;

function withPdf<Value>(
  bytes: Uint8Array,
  milliseconds: number,
  read: (pdf: Pdf) => Promise<Value>,
): Promise<Result<Value, Failure>> {
  if (bytes.length > pdfLimits.bytes) return Promise.resolve(err('pdf_broken'));
  GlobalWorkerOptions.workerSrc = workerAddress;
  const thread = idle.pop() ?? new Worker(workerAddress, { type: 'module' });
  const worker = PDFWorker.create({ port: thread });
  const task = getDocument({
    worker,
    data: bytes.slice(),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    // The content security policy forbids the stylesheets that fonts would need.
    disableFontFace: true,
    stopAtErrors: true,
    enableXfa: false,
    maxImageSize: pdfLimits.picturePoints,
  });
  return new Promise((resolve) => {
    const giveUp = () => {
      // Also what is being drawn, on the page's own time, ends here.
      task.destroy().catch(() => undefined);
      thread.terminate();
      worker.destroy();
      resolve(err('pdf_broken'));
    };
    const timer = setTimeout(giveUp, milliseconds);
    const end = async (result: Result<Value, Failure>): Promise<void> => {
      clearTimeout(timer);
      await task.destroy().catch(() => undefined);
      worker.destroy();
      // Whatever it was given, a thread that has read one PDF reads the next; one that could not is not trusted to.
      if (result.ok && idle.length < mostIdle) idle.push(thread);
      else thread.terminate();
      resolve(result);
    };
    task.promise.then(read).then(
      (value) => end(ok(value)),
      (error: unknown) => end(err(error instanceof PasswordException ? 'pdf_locked' : 'pdf_broken')),
    );
  });
}

async function drawPage(pdf: Pdf, number: number): Promise<ImageData> {
  const page = await pdf.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({
    scale: Math.min(3, pdfLimits.pageSide / Math.max(width, height)),
  });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.ceil(viewport.width));
  canvas.height = Math.max(1, Math.ceil(viewport.height));
  const context = canvas.getContext('2d');
  if (context === null) throw new TypeError('The browser cannot draw.');
  await page.render({ canvas, viewport }).promise;
  page.cleanup();
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
