/** How much of a PDF we take. A KlusCV on paper has about 200 kB, and one attachment. */
export const pdfLimits = {
  bytes: 10 * 1024 * 1024,
  attachments: 10,
  attachmentBytes: 512 * 1024,
  /** Looked at for a QR code when nothing is attached, and how large each is drawn, in points. */
  pages: 4,
  pageSide: 2_400,
  /** Of a picture on a page; larger ones are left out. */
  picturePoints: 25_000_000,
  milliseconds: 10_000,
  /** For drawing its pages, after that. */
  pageMilliseconds: 6_000,
  /** Of the thread that reads it: its objects, and what it unpacks. */
  megabytes: 256,
} as const;
