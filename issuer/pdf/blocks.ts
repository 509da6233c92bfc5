/** The blocks that a paper is made of: headings, paragraphs, tiles, rows, notes. Each leaves `doc.y` below itself. */
import type { Row } from '../../core/credential/index.ts';
import { colours, decorate, heightOf, makeRoom, type Paper, type TextStyle, tag, write } from './paper.ts';

const labelWidth = 158;
const gutter = 14;

export const renderHeading = (paper: Paper, text: string, level: 1 | 2): void => {
  const style: TextStyle = { font: 'bold', size: level === 1 ? 23 : 14, colour: colours.heading };
  const shown = paper.printable(text);
  // A heading stays with what it heads.
  makeRoom(paper, heightOf(paper, shown, style) + 60);
  tag(paper, `H${level}`, () => write(paper, shown, paper.left, paper.doc.y, style));
  paper.doc.y += level === 1 ? 2 : 5;
};

export const renderParagraph = (paper: Paper, text: string, style: TextStyle = {}): void => {
  const shown = paper.printable(text);
  makeRoom(paper, Math.min(heightOf(paper, shown, style), 60));
  tag(paper, 'P', () => write(paper, shown, paper.left, paper.doc.y, style));
  paper.doc.y += 4;
};

/** The largest figures side by side, at most four. */
export const renderTiles = (paper: Paper, rows: readonly Row[]): void => {
  if (rows.length === 0) return;
  const { doc, left, width } = paper;
  const gap = 10;
  const tileWidth = (width - 3 * gap) / 4;
  const inner = tileWidth - 20;
  const styles = {
    label: { size: 9, colour: colours.muted, width: inner },
    value: { font: 'bold', size: 17, width: inner },
    note: { size: 8.5, width: inner },
  } as const;
  const heightOfTile = ({ label, value, note = '' }: Row): number =>
    heightOf(paper, label, styles.label) +
    heightOf(paper, value, styles.value) +
    (note === '' ? 0 : heightOf(paper, note, styles.note));
  const height = Math.max(...rows.map(heightOfTile)) + 16;
  makeRoom(paper, height);
  const top = doc.y;
  rows.forEach(({ label, value, note }, index) => {
    const x = left + index * (tileWidth + gap);
    decorate(paper, () => doc.roundedRect(x, top, tileWidth, height, 4).lineWidth(0.8).stroke(colours.line));
    tag(paper, 'P', () => {
      write(paper, label, x + 10, top + 8, styles.label);
      write(paper, value, x + 10, doc.y, styles.value);
      if (note !== undefined) write(paper, note, x + 10, doc.y, styles.note);
    });
  });
  doc.x = left;
  doc.y = top + height + 8;
};

/** A long list of short texts in columns, a line at a time, so that it breaks over pages. */
const renderColumns = (paper: Paper, items: readonly string[], x: number, width: number): void => {
  const columns = 3;
  const columnWidth = width / columns;
  const style = { size: 9.5, width: columnWidth - 8 };
  const lines = Math.ceil(items.length / columns);
  for (let line = 0; line < lines; line++) {
    const cells = Array.from({ length: columns }, (_none, column) => items[column * lines + line] ?? '');
    const height = Math.max(...cells.map((cell) => heightOf(paper, cell, style)));
    makeRoom(paper, height);
    const top = paper.doc.y;
    cells.forEach((cell, column) => {
      if (cell !== '') write(paper, cell, x + column * columnWidth, top, style);
    });
    paper.doc.y = top + height;
  }
};

/** A figure: its label, its value, and under it the note that belongs to it. */
export const renderRow = (paper: Paper, { label, value, note, items = [], key }: Row): void => {
  const { doc, left, width } = paper;
  const labelStyle: TextStyle = { font: 'semibold', width: labelWidth };
  const valueX = left + labelWidth + gutter;
  const valueStyle: TextStyle = { width: width - labelWidth - gutter };
  const noteStyle: TextStyle = { ...valueStyle, size: 9.5, colour: colours.muted };
  const inColumns = key === 'hoursByMonth' && items.length > 4;
  const shown = paper.printable(value);
  const room = Math.max(
    heightOf(paper, label, labelStyle),
    inColumns ? 30 : heightOf(paper, shown, valueStyle) + (note === undefined ? 0 : 14),
  );
  makeRoom(paper, Math.min(room + 10, 120));
  const top = doc.y + 4;
  const page = doc.page;
  let labelBottom = top;
  const item = doc.struct('LI', {}, [
    doc.struct('Lbl', {}, () => {
      write(paper, label, left, top, labelStyle);
      labelBottom = doc.y;
      doc.y = top;
    }),
    doc.struct('LBody', {}, () => {
      if (inColumns) renderColumns(paper, items.map(paper.printable), valueX, width - labelWidth - gutter);
      else write(paper, shown, valueX, doc.y, valueStyle);
      if (note !== undefined) write(paper, paper.printable(note), valueX, doc.y, noteStyle);
    }),
  ]);
  paper.root.add(doc.struct('L', {}, [item]));
  const below = doc.page === page ? Math.max(doc.y, labelBottom) : doc.y;
  doc.x = left;
  doc.y = below + 3;
  const y = doc.y;
  decorate(paper, () =>
    doc
      .moveTo(left, y)
      .lineTo(left + width, y)
      .lineWidth(0.6)
      .stroke(colours.line),
  );
};

/** Text set apart by a bar at its left: what is said beside the figures, or is the same for everybody. */
export const renderAside = (
  paper: Paper,
  heading: string | undefined,
  paragraphs: readonly string[],
): void => {
  const { doc, left, width } = paper;
  const style: TextStyle = { size: 9.5, width: width - 14 };
  const headingStyle: TextStyle = { ...style, font: 'semibold', colour: colours.muted };
  const shown = paragraphs.map(paper.printable);
  const height =
    (heading === undefined ? 0 : heightOf(paper, heading, headingStyle) + 2) +
    shown.reduce((sum, text) => sum + heightOf(paper, text, style) + 4, 0);
  makeRoom(paper, Math.min(height, 300));
  const top = doc.y;
  decorate(paper, () => doc.rect(left, top, 3, height - 4).fill(colours.line));
  if (heading !== undefined) {
    tag(paper, 'P', () => write(paper, heading, left + 14, top, headingStyle));
    doc.y += 2;
  }
  for (const text of shown) {
    tag(paper, 'P', () => write(paper, text, left + 14, doc.y, style));
    doc.y += 4;
  }
  doc.x = left;
};
