/** Walks over a page's content: what is painted, in which marked content, with which glyphs. */
import { createReader, nameOf, type PdfDict, type PdfFile, type PdfValue } from './pdf-objects.ts';

const painting = new Set([
  'S',
  's',
  'f',
  'F',
  'f*',
  'B',
  'B*',
  'b',
  'b*',
  'Tj',
  'TJ',
  "'",
  '"',
  'Do',
  'sh',
  'BI',
]);

export type Painted = {
  readonly operator: string;
  /** Tags of the marked content around it, outermost first; MCID where it is in the structure. */
  readonly marks: readonly { readonly tag: string; readonly mcid: number | undefined }[];
  /** The font's object, and the two-byte codes shown. */
  readonly font: PdfValue | undefined;
  readonly codes: readonly number[];
};

export type PageContent = {
  readonly painted: readonly Painted[];
  readonly operators: ReadonlySet<string>;
  readonly colourSpaces: ReadonlySet<string>;
  readonly mcids: readonly number[];
};

const codesOf = (operand: PdfValue | undefined): number[] => {
  const strings = Array.isArray(operand) ? operand : [operand];
  return strings.flatMap((one) =>
    typeof one === 'string'
      ? Array.from({ length: one.length / 2 }, (_none, index) =>
          Buffer.from(one, 'latin1').readUInt16BE(index * 2),
        )
      : [],
  );
};

/** Throws when marked content is not closed where it was opened, or one piece has the structure's content inside another. */
export const readContent = (file: PdfFile, page: PdfDict): PageContent => {
  const reader = createReader(file.bytes(page.Contents).toString('latin1'));
  const fonts = file.dict(file.dict(page.Resources).Font);
  const painted: Painted[] = [];
  const operators = new Set<string>();
  const colourSpaces = new Set<string>();
  const mcids: number[] = [];
  let marks: { tag: string; mcid: number | undefined }[] = [];
  let font: PdfValue | undefined;
  let operands: PdfValue[] = [];
  for (;;) {
    const token = reader.next();
    if (token === undefined) break;
    if (token === null || typeof token !== 'object' || !('operator' in token)) {
      operands.push(token);
      continue;
    }
    const { operator } = token;
    operators.add(operator);
    if (operator === 'BMC' || operator === 'BDC') {
      const mcid = operator === 'BDC' ? file.dict(operands[1]).MCID : undefined;
      if (typeof mcid === 'number') mcids.push(mcid);
      marks = [...marks, { tag: nameOf(operands[0]), mcid: typeof mcid === 'number' ? mcid : undefined }];
    } else if (operator === 'EMC') {
      if (marks.length === 0) throw new Error('Marked content ends that never began.');
      marks = marks.slice(0, -1);
    } else if (operator === 'Tf') font = fonts[nameOf(operands[0])];
    else if (operator === 'cs' || operator === 'CS') colourSpaces.add(nameOf(operands[0]));
    else if (painting.has(operator)) {
      const shown = operator === 'Tj' || operator === 'TJ' ? codesOf(operands[0]) : [];
      painted.push({ operator, marks, font: shown.length > 0 ? font : undefined, codes: shown });
    }
    operands = [];
  }
  if (marks.length > 0) throw new Error('Marked content does not end on its page.');
  return { painted, operators, colourSpaces, mcids };
};
