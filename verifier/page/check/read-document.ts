/** Whatever somebody hands in, read on this device and told apart by its own bytes. */
import { toUtf8 } from '../../../core/bytes.ts';
import { err, type Result } from '../../../core/result.ts';
import { type ParseFailure, parseFailure, parseReceived, type Received } from '../../../core/verify/index.ts';
import type { PageFetch } from '../../../ui/call-api.ts';
import { parseAttachments, parseCodes, parsePages } from '../../receive/parse-found.ts';
import { isPicture, pictureFits } from '../../receive/picture-size.ts';

export type ReadDocument = {
  readonly found: Result<readonly Received[], ParseFailure>;
  /** What may be something else that we know, when no credential was found: texts as they came. */
  readonly others: readonly Uint8Array[];
};

const isPdf = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');

/** The credentials in a text, a PDF or a picture. Rejects when a part of this page cannot be loaded. */
export async function readDocument(bytes: Uint8Array<ArrayBuffer>, fetch: PageFetch): Promise<ReadDocument> {
  if (isPdf(bytes)) return readPaper(bytes, fetch);
  if (isPicture(bytes)) {
    return pictureFits(bytes)
      ? readPicture(bytes, fetch)
      : { found: err(parseFailure('too_large')), others: [] };
  }
  const found = parseReceived({ bytes });
  const isOtherPicture = !found.ok && (found.error.kind === 'heic' || found.error.kind === 'picture_kind');
  if (!isOtherPicture) return { found, others: found.ok ? [] : [bytes] };
  // Which other kinds there are depends on the browser: some read what a telephone makes of its photos.
  const { drawPicture } = await import('./draw-picture.ts');
  const points = await drawPicture(bytes);
  return points === undefined ? { found, others: [] } : readPicture(points, fetch);
}

async function readPicture(
  picture: Uint8Array<ArrayBuffer> | ImageData,
  fetch: PageFetch,
): Promise<ReadDocument> {
  const { readCodes } = await import('./read-codes.ts');
  const codes = await readCodes(picture, fetch);
  return { found: parseCodes(codes), others: codes.map(toUtf8) };
}

/** The attachment is what counts; a PDF that lost it, as some do on their way, may still have its QR code on a page. */
async function readPaper(bytes: Uint8Array, fetch: PageFetch): Promise<ReadDocument> {
  const { readAttachments, readPages } = await import('./read-pdf.ts');
  const attachments = await readAttachments(bytes);
  if (!attachments.ok) return { found: err(parseFailure(attachments.error)), others: [] };
  const attached = parseAttachments(attachments.value);
  if (attached.ok) return { found: attached, others: [] };
  const { readCodes } = await import('./read-codes.ts');
  const codes: string[] = [];
  await readPages(bytes, async (page) => {
    codes.push(...(await readCodes(page, fetch)));
    return parseCodes(codes).ok;
  });
  return { found: parsePages(codes), others: [...attachments.value, ...codes.map(toUtf8)] };
}
