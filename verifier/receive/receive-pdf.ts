/** A KlusCV on paper as a file: what counts is the signed credential attached to it, not what the pages say. */

import { err, ok, type Result } from '../../core/result.ts';
import { type ParseFailure, parseReceived, type Received, seenMessage } from '../../core/verify/index.ts';
import { readPdfAttachments } from './read-pdf-attachments.ts';

/**
 * The credentials attached to a PDF.
 *
 * @param bytes the file
 * @returns every attachment that can be read as a credential, or what we saw instead
 */
export const receivePdf = async (bytes: Uint8Array): Promise<Result<readonly Received[], ParseFailure>> => {
  const attachments = await readPdfAttachments(bytes);
  if (attachments === undefined) return err({ seen: seenMessage('pdf_broken') });
  const parsed = attachments.map((attachment) => parseReceived({ bytes: attachment }));
  const received = parsed.flatMap((one) => (one.ok ? one.value : []));
  return received.length === 0 ? err({ seen: seenMessage('pdf_without') }) : ok(received);
};
