/** The attachments of a PDF, for who wants nothing else of it. */
import { readPdf } from './read-pdf.ts';

/** The contents in the file's order, or undefined when the PDF cannot be read (damaged, locked, too much). */
export const readPdfAttachments = async (bytes: Uint8Array): Promise<readonly Uint8Array[] | undefined> => {
  const read = await readPdf(bytes, { pages: 0 });
  return read.ok ? read.value.attachments : undefined;
};
