/** A KlusCV on paper as a file: what counts is the signed credential attached to it, not what the pages say. */

import { err, type Result } from '../../core/result.ts';
import { type ParseFailure, type Received, seenMessage } from '../../core/verify/index.ts';
import { parseAttachments } from './parse-found.ts';
import { readPdfAttachments } from './read-pdf-attachments.ts';

/**
 * The credentials attached to a PDF.
 *
 * @param bytes the file
 * @returns every attachment that can be read as a credential, or what we saw instead
 */
export const receivePdf = async (bytes: Uint8Array): Promise<Result<readonly Received[], ParseFailure>> => {
  const attachments = await readPdfAttachments(bytes);
  return attachments === undefined ? err({ seen: seenMessage('pdf_broken') }) : parseAttachments(attachments);
};
