/** The line at the foot of every page, drawn when their number is known. */
import { colours, decorate, margin, type Paper } from './paper.ts';

export const renderFooters = (
  paper: Paper,
  { product, page }: { readonly product: string; readonly page: (page: number, pages: number) => string },
): void => {
  const { doc, left, width } = paper;
  const { start, count } = doc.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    doc.switchToPage(index);
    // Below the bottom margin pdfkit would begin a new page.
    doc.page.margins.bottom = 0;
    const y = doc.page.height - margin;
    decorate(paper, () => {
      doc
        .moveTo(left, y - 8)
        .lineTo(left + width, y - 8)
        .lineWidth(0.6)
        .stroke(colours.line);
      doc.font('semibold').fontSize(9).fillColor(colours.muted);
      doc.text(product, left, y, { width, lineBreak: false });
      doc.font('regular').text(page(index - start + 1, count), left, y, { width, align: 'right' });
    });
  }
};
