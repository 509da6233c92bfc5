/**
 * Reads one PDF, in a thread of its own: a PDF can be made to keep its reader busy for hours, and a thread can be ended.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { getDocument, PasswordException, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { z } from 'zod';
import { pdfLimits } from './pdf-limits.ts';
import { readCodes } from './read-codes.ts';

const Job = z.object({ bytes: z.instanceof(Uint8Array), pages: z.int().nonnegative() });
const Attachments = z.map(z.string(), z.object({ filename: z.string() })).nullable();

type Pdf = Awaited<ReturnType<typeof getDocument>['promise']>;

const readAttachments = async (pdf: Pdf): Promise<Uint8Array[]> => {
  const named = Attachments.parse(await pdf.getAttachments());
  const contents: Uint8Array[] = [];
  for (const id of [...(named?.keys() ?? [])].slice(0, pdfLimits.attachments)) {
    const content: unknown = await pdf.getAttachmentContent(id);
    if (content instanceof Uint8Array && content.length <= pdfLimits.attachmentBytes) contents.push(content);
  }
  return contents;
};

type Drawing = { readonly canvas: HTMLCanvasElement; readonly context: CanvasRenderingContext2D };
type DrawingMaker = { readonly create: (width: number, height: number) => Drawing };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
/** What pdfjs draws on; its types leave open what it is, since a browser and Node have different ones. */
const isDrawingMaker = (value: object): value is DrawingMaker =>
  'create' in value && typeof value.create === 'function';
const hasContext = (value: unknown): value is Drawing =>
  isObject(value) && 'canvas' in value && 'context' in value && isObject(value.context);

/** Throws where the machine has nothing to draw on. */
const readPage = async (pdf: Pdf, number: number): Promise<readonly string[]> => {
  const page = await pdf.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const scale = Math.min(3, pdfLimits.pageSide / Math.max(width, height));
  const viewport = page.getViewport({ scale });
  const [columns, rows] = [Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height))];
  const maker = pdf.canvasFactory;
  const drawing: unknown = isDrawingMaker(maker) ? maker.create(columns, rows) : undefined;
  if (!hasContext(drawing)) throw new TypeError('There is nothing to draw on.');
  await page.render({ canvas: drawing.canvas, canvasContext: drawing.context, viewport }).promise;
  const points = drawing.context.getImageData(0, 0, columns, rows);
  page.cleanup();
  return readCodes(points);
};

/** The QR codes of the first pages, as far as the pages can be drawn. */
const readPages = async (pdf: Pdf, most: number): Promise<readonly string[]> => {
  const codes: string[] = [];
  for (let number = 1; number <= Math.min(most, pdf.numPages); number += 1)
    codes.push(...(await readPage(pdf, number).catch(() => [])));
  return codes;
};

const read = async (): Promise<object> => {
  const { bytes, pages } = Job.parse(workerData);
  const task = getDocument({
    data: bytes,
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: true,
    enableXfa: false,
    maxImageSize: pdfLimits.picturePoints,
  });
  try {
    const pdf = await task.promise;
    return pages === 0
      ? { attachments: await readAttachments(pdf), codes: [] }
      : { attachments: [], codes: await readPages(pdf, pages) };
  } finally {
    await task.destroy();
  }
};

read().then(
  (content) => parentPort?.postMessage(content),
  (error: unknown) =>
    parentPort?.postMessage({ failure: error instanceof PasswordException ? 'pdf_locked' : 'pdf_broken' }),
);
