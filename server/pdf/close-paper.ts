/** The end of a paper: what is signed goes into the file, and the file becomes bytes. */
import type { Paper } from './paper.ts';

/** A file inside the paper, as the source of what its pages say (ISO 19005-3 section 6.8). */
export type Attachment = {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** In the language of the paper. */
  readonly description: string;
  readonly createdAt: Date;
};

const collect = (doc: PDFKit.PDFDocument): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
  });

/** Attaches the file byte for byte (AFRelationship Source), ends the document and gives its bytes. */
export const closePaper = (paper: Paper, attachment: Attachment): Promise<Uint8Array> => {
  const { doc, parent } = paper;
  const bytes = collect(doc);
  doc.file(Buffer.from(attachment.bytes), {
    name: attachment.name,
    type: attachment.mediaType,
    description: attachment.description,
    creationDate: attachment.createdAt,
    modifiedDate: attachment.createdAt,
    ...{ relationship: 'Source' },
  });
  parent.end();
  doc.end();
  return bytes;
};
