/** A tagged A4 document to draw on: fonts, colours, measures, and how a block finds its place on a page. */
import PDFDocument from 'pdfkit';
import { type FontName, fontFiles } from './fonts.ts';
import { createInfo, type DocumentFacts, parseFacts, replaceMetadata } from './metadata.ts';
import { type Covers, parsePrintable } from './printable.ts';

export const colours = {
  text: '#17212b',
  heading: '#0b3a5b',
  link: '#0a5591',
  muted: '#44525f',
  line: '#c3ccd4',
  careful: '#7a4b00',
} as const;

/** Languages of the words as language tags, for who reads a paper aloud. */
export const languageTags: Readonly<Record<string, string>> = { nl: 'nl-NL', en: 'en-GB' };

/** In points. Header and footer stand in the margins. */
export const margins = { top: 72, right: 54, bottom: 62, left: 54 } as const;

export type TextStyle = {
  readonly font?: FontName;
  readonly size?: number;
  readonly colour?: string;
  readonly width?: number;
  readonly align?: 'left' | 'right';
};

export type Paper = {
  readonly doc: PDFKit.PDFDocument;
  /** The element of the document's structure that blocks become children of. */
  readonly parent: PDFKit.PDFStructureElement;
  readonly left: number;
  readonly width: number;
  /** Where the text of a page ends. */
  readonly bottom: number;
  /** Fits a text to the typeface, and remembers whether something had to be replaced. */
  readonly printable: (text: string) => string;
  readonly hasReplaced: () => boolean;
};

type Typeface = { readonly hasGlyphForCodePoint: (codePoint: number) => boolean };

const isTypeface = (value: unknown): value is Typeface =>
  typeof value === 'object' &&
  value !== null &&
  'hasGlyphForCodePoint' in value &&
  typeof value.hasGlyphForCodePoint === 'function';

/** pdfkit keeps the typeface that it has opened to itself; this is the one place that asks for it. */
const coverageOf = (doc: PDFKit.PDFDocument): Covers => {
  const font: unknown = Reflect.get(doc, '_font');
  const typeface = typeof font === 'object' && font !== null && 'font' in font ? font.font : undefined;
  if (!isTypeface(typeface)) throw new Error('pdfkit does not tell which characters its typeface has.');
  return (codePoint) => typeface.hasGlyphForCodePoint(codePoint);
};

/** Creates an empty paper. `createdAt` is all that it says of time. */
export const createPaper = (given: DocumentFacts): Paper => {
  const facts = parseFacts(given);
  const doc = new PDFDocument({
    size: 'A4',
    margins: { ...margins },
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    tagged: true,
    lang: facts.language,
    displayTitle: true,
    bufferPages: true,
    info: createInfo(facts),
  });
  replaceMetadata(doc, facts);
  for (const [name, file] of Object.entries(fontFiles)) doc.registerFont(name, file);
  doc.font('regular');
  const covers = coverageOf(doc);
  let anythingReplaced = false;
  const parent = doc.struct('Document');
  doc.addStructure(parent);
  return {
    doc,
    parent,
    left: margins.left,
    width: doc.page.width - margins.left - margins.right,
    bottom: doc.page.height - margins.bottom,
    printable: (text) => {
      const { text: printable, replaced } = parsePrintable(text, covers);
      anythingReplaced ||= replaced;
      return printable;
    },
    hasReplaced: () => anythingReplaced,
  };
};

const setStyle = (
  { doc }: Paper,
  { font = 'regular', size = 10.5, colour = colours.text }: TextStyle,
): void => {
  doc.font(font).fontSize(size).fillColor(colour);
};

const lineGap = 1.5;

/** How high a text will stand, in points. */
export const heightOf = (paper: Paper, text: string, style: TextStyle = {}): number => {
  setStyle(paper, style);
  return paper.doc.heightOfString(text, { width: style.width ?? paper.width, lineGap });
};

/** Writes a text at a place, flowing onto further pages where it must. */
export const write = (paper: Paper, text: string, x: number, y: number, style: TextStyle = {}): void => {
  setStyle(paper, style);
  paper.doc.text(text, x, y, {
    width: style.width ?? paper.width,
    lineGap,
    align: style.align ?? 'left',
  });
};

/** Goes to a new page unless there is so much room left on this one. True when it did. */
export const makeRoom = (paper: Paper, height: number): boolean => {
  if (paper.doc.y + height <= paper.bottom) return false;
  paper.doc.addPage();
  paper.doc.x = paper.left;
  return true;
};

/** The page being drawn on, from 0. */
export const currentPage = ({ doc }: Paper): number => {
  const { start, count } = doc.bufferedPageRange();
  return start + count - 1;
};
