/** What repeats on each page: the product at the top, whose paper it is, the page's number at the foot. */
import { colours, margins, type Paper } from './paper.ts';
import { decorate } from './structure.ts';

export type RunningLines = {
  readonly product: string;
  /** Whose paper it is, at the top from the second page on, since sheets go astray. */
  readonly owner: string;
  readonly page: (page: number, pages: number) => string;
  /** The foot of sheets that do not belong to the paper itself; they come last. */
  readonly loose: string;
  readonly looseSheets: number;
};

/** Draws the lines of all pages, whose number is known only at the end. */
export const renderRunningLines = (paper: Paper, lines: RunningLines): void => {
  const { doc, left, width } = paper;
  const { start, count } = doc.bufferedPageRange();
  const numbered = count - lines.looseSheets;
  const rule = (y: number): void => {
    doc
      .moveTo(left, y)
      .lineTo(left + width, y)
      .lineWidth(0.6)
      .stroke(colours.line);
  };
  for (let index = 0; index < count; index++) {
    doc.switchToPage(start + index);
    // Below the bottom margin pdfkit would begin a new page.
    doc.page.margins.bottom = 0;
    const belongs = index < numbered;
    const head = 36;
    const foot = doc.page.height - margins.bottom + 22;
    const draw = (): void => {
      doc.font('bold').fontSize(12).fillColor(colours.text);
      doc.text(lines.product, left, head, { width: 100, lineBreak: false });
      doc.font('regular').fontSize(9).fillColor(colours.muted);
      const beside = { width: width - 110, height: 12, align: 'right', ellipsis: true } as const;
      if (belongs && index > 0) doc.text(paper.printable(lines.owner), left + 110, head + 2, beside);
      rule(head + 20);
      rule(foot - 8);
      const text = belongs ? lines.page(index + 1, numbered) : lines.loose;
      doc.text(text, left, foot, { width, align: 'right', lineBreak: true });
    };
    decorate(paper, draw, 'Pagination');
  }
};
