export { type PdfInput, renderPdf } from './render-pdf.ts';
