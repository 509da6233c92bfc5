/** A tagged A4 document to draw on: fonts, colours, measure, and how a block finds its place on a page. */
import PDFDocument from 'pdfkit';
import { type FontName, fontFiles } from './fonts.ts';
import { type Covers, parsePrintable } from './printable.ts';

export const colours = {
  text: '#17212b',
  heading: '#0b3a5b',
  link: '#0a5591',
  muted: '#44525f',
  line: '#c3ccd4',
  tint: '#f3f6f8',
} as const;

export const margin = 56;
const footerHeight = 34;

export type TextStyle = {
  readonly font?: FontName;
  readonly size?: number;
  readonly colour?: string;
  readonly width?: number;
  readonly link?: string;
};

export type Paper = {
  readonly doc: PDFKit.PDFDocument;
  /** The element that all blocks become children of. */
  readonly root: PDFKit.PDFStructureElement;
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

/** Characters that would break the XMP packet, into which pdfkit writes the title as it is. */
const plainTitle = (title: string): string => title.replaceAll('&', '+').replaceAll(/[<>]/g, '');

/** Creates an empty paper. `createdAt` is all that it says of time. */
export const createPaper = ({
  title,
  author,
  language,
  createdAt,
}: {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  readonly createdAt: Date;
}): Paper => {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin, right: margin, bottom: margin + footerHeight, left: margin },
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    tagged: true,
    lang: language === 'nl' ? 'nl-NL' : 'en-GB',
    displayTitle: true,
    bufferPages: true,
    info: {
      Title: plainTitle(title),
      Author: plainTitle(author),
      Creator: 'KlusCV',
      Producer: 'KlusCV',
      CreationDate: createdAt,
      ModDate: createdAt,
    },
  });
  for (const [name, file] of Object.entries(fontFiles)) doc.registerFont(name, file);
  doc.font('regular');
  const covers = coverageOf(doc);
  let anythingReplaced = false;
  const root = doc.struct('Document');
  doc.addStructure(root);
  return {
    doc,
    root,
    left: margin,
    width: doc.page.width - 2 * margin,
    bottom: doc.page.height - margin - footerHeight,
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

const lineGap = 2;

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
    ...(style.link !== undefined && { link: style.link, underline: true }),
  });
};

/** Goes to a new page unless there is so much room left on this one. */
export const makeRoom = (paper: Paper, height: number): void => {
  if (paper.doc.y + height > paper.bottom) {
    paper.doc.addPage();
    paper.doc.x = paper.left;
    paper.doc.y = margin;
  }
};

/** Adds an element to the document's structure, drawn by `draw`. */
export const tag = (paper: Paper, type: string, draw: () => void, options: { alt?: string } = {}): void => {
  paper.root.add(paper.doc.struct(type, options, draw));
};

/** Draws what has no meaning of its own, such as lines and frames. */
export const decorate = ({ doc }: Paper, draw: () => void): void => {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
};
