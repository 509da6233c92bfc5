/** The document's structure, which assistive technology reads (ISO 32000-1, 14.7 and 14.8; ISO 14289-1): nothing is drawn outside it. */
import type { Paper } from './paper.ts';

/** Standard structure types; headings go down one level at a time. */
export type StructureType =
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'BlockQuote'
  | 'L'
  | 'LI'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'Link';

export type StructureOptions = {
  /** What a figure says, in words. */
  readonly alt?: string;
  /** The language of a text in another one than the document's. */
  readonly lang?: string;
  /** What an abbreviation stands for. */
  readonly expanded?: string;
  /** What a header cell heads. */
  readonly scope?: 'Row' | 'Column';
  /** Where a figure stands: left, top, right, bottom, from the page's top left. */
  readonly bbox?: readonly [number, number, number, number];
};

/** Adds an element whose content is what `draw` draws. */
export const tag = (
  paper: Paper,
  type: StructureType,
  draw: () => void,
  options?: StructureOptions,
): void => {
  paper.parent.add(paper.doc.struct(type, { ...options }, draw));
};

/** Adds an element that holds the elements which `fill` adds to the paper that it is given. */
export const group = (
  paper: Paper,
  type: StructureType,
  fill: (paper: Paper) => void,
  options?: StructureOptions,
): void => {
  const element = paper.doc.struct(type, { ...options });
  paper.parent.add(element);
  fill({ ...paper, parent: element });
  element.end();
};

/** Draws what has no meaning of its own: lines and frames, or what repeats on each page. */
export const decorate = (
  { doc }: Paper,
  draw: () => void,
  type: 'Layout' | 'Pagination' = 'Layout',
): void => {
  doc.markContent('Artifact', { type });
  draw();
  doc.endMarkedContent();
};
