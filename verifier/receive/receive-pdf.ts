/** A KlusCV on paper as a file: what counts is the signed credential in it, not what the pages say. */

import { err, type Result } from '../../core/result.ts';
import { type ParseFailure, parseFailure, type Received } from '../../core/verify/index.ts';
import { parseAttachments, parsePages } from './parse-found.ts';
import { pdfLimits } from './pdf-limits.ts';
import { readPdf } from './read-pdf.ts';

/**
 * The credentials attached to a PDF; of one that lost its attachments, as some do on their way, the one in the QR code
 * on its first pages, which takes drawing them.
 *
 * @param bytes the file
 * @returns what can be read as a credential, or what we saw instead
 */
export const receivePdf = async (bytes: Uint8Array): Promise<Result<readonly Received[], ParseFailure>> => {
  const content = await readPdf(bytes, { pages: 0 });
  if (!content.ok) return err(parseFailure(content.error));
  const attached = parseAttachments(content.value.attachments);
  if (attached.ok) return attached;
  const drawn = await readPdf(bytes, { pages: pdfLimits.pages });
  return drawn.ok ? parsePages(drawn.value.codes) : attached;
};
