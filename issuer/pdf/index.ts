export { type OwnWords, type PdfInput, type Questionnaire, renderPdf } from './render-pdf.ts';
