/** How much of a PDF we take. A KlusCV on paper has about 200 kB, and one attachment. */
export const pdfLimits = {
  bytes: 10 * 1024 * 1024,
  attachments: 10,
  attachmentBytes: 512 * 1024,
  milliseconds: 10_000,
  /** Of the thread that reads it. */
  megabytes: 256,
} as const;
