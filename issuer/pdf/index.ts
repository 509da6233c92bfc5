export type { OwnWords, Questionnaire } from './own-words.ts';
export { type PdfInput, renderPdf } from './render-pdf.ts';
