/** Whatever somebody hands in, read on this device and told apart by its own bytes. */
import { err, type Result } from '../../../core/result.ts';
import { type ParseFailure, parseFailure, parseReceived, type Received } from '../../../core/verify/index.ts';
import type { PageFetch } from '../../../ui/call-api.ts';
import { parseAttachments, parseCodes } from '../../receive/parse-found.ts';
import { isPicture, pictureFits } from '../../receive/picture-size.ts';

type Found = Result<readonly Received[], ParseFailure>;

const asciiAt = (bytes: Uint8Array, from: number, length: number): string =>
  new TextDecoder('latin1').decode(bytes.subarray(from, from + length));
const isPdf = (bytes: Uint8Array): boolean => asciiAt(bytes, 0, 1024).includes('%PDF-');
const isWebp = (bytes: Uint8Array): boolean =>
  asciiAt(bytes, 0, 4) === 'RIFF' && asciiAt(bytes, 8, 4) === 'WEBP';

/** The credentials in a text, a PDF or a picture. Rejects when a part of this page cannot be loaded. */
export async function readDocument(bytes: Uint8Array<ArrayBuffer>, fetch: PageFetch): Promise<Found> {
  if (isPdf(bytes)) return readPaper(bytes, fetch);
  if (isPicture(bytes)) {
    if (!pictureFits(bytes)) return err(parseFailure('too_large'));
    const { readCodes } = await import('./read-codes.ts');
    return parseCodes(await readCodes(bytes, fetch));
  }
  if (isWebp(bytes)) {
    const { drawPicture } = await import('./draw-picture.ts');
    const [points, { readCodes }] = await Promise.all([drawPicture(bytes), import('./read-codes.ts')]);
    return parseCodes(points === undefined ? [] : await readCodes(points, fetch));
  }
  return parseReceived({ bytes });
}

/** The attachment is what counts; a PDF that lost it, as some do on their way, may still have its QR code on a page. */
async function readPaper(bytes: Uint8Array, fetch: PageFetch): Promise<Found> {
  const { readPdf } = await import('./read-pdf.ts');
  const content = await readPdf(bytes);
  if (content === undefined) return err(parseFailure('pdf_broken'));
  const attached = parseAttachments(content.attachments);
  if (attached.ok || content.pages.length === 0) return attached;
  const { readCodes } = await import('./read-codes.ts');
  for (const page of content.pages) {
    const found = parseCodes(await readCodes(page, fetch));
    if (found.ok) return found;
  }
  return attached;
}
