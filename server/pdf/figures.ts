/** The figures: the largest side by side, the others as a table of label and value. */
import type { Row } from '../../core/credential/index.ts';
import { colours, heightOf, makeRoom, type Paper, type TextStyle, write } from './paper.ts';
import { decorate, group, tag } from './structure.ts';

/** What a row needs: its label, its value, and a note below it. */
export type LabelledRow = Pick<Row, 'label' | 'value' | 'note'>;

const tileGap = 10;
const tilePadding = 10;
const labelWidth = 176;
const gutter = 14;

/** The largest figures in frames of one height, at most four. */
export const renderTiles = (paper: Paper, given: readonly Row[]): void => {
  if (given.length === 0) return;
  const { doc, left, width, printable } = paper;
  const rows = given.map(({ label, value, note }) => ({
    label: printable(label),
    value: printable(value),
    note: note === undefined ? undefined : printable(note),
  }));
  const tileWidth = (width - 3 * tileGap) / 4;
  const inner = tileWidth - 2 * tilePadding;
  const styles = {
    label: { size: 9.5, colour: colours.muted, width: inner },
    value: { font: 'bold', size: 18, width: inner },
    note: { size: 9, width: inner },
  } as const;
  const heights = rows.map(
    ({ label, value, note }) =>
      heightOf(paper, label, styles.label) +
      heightOf(paper, value, styles.value) +
      (note === undefined ? 0 : heightOf(paper, note, styles.note)),
  );
  const height = Math.max(...heights) + 14;
  makeRoom(paper, height);
  const top = doc.y;
  group(paper, 'L', (list) => {
    rows.forEach(({ label, value, note }, index) => {
      const x = left + index * (tileWidth + tileGap);
      decorate(paper, () =>
        doc.roundedRect(x, top, tileWidth, height, 4).lineWidth(0.8).stroke(colours.line),
      );
      group(list, 'LI', (item) => {
        tag(item, 'LBody', () => {
          write(paper, label, x + tilePadding, top + 6, styles.label);
          write(paper, value, x + tilePadding, doc.y, styles.value);
          if (note !== undefined) write(paper, note, x + tilePadding, doc.y, styles.note);
        });
      });
    });
  });
  doc.x = left;
  doc.y = top + height + 6;
};

/** A line across the measure, below what was written last. */
const renderRule = (paper: Paper, y: number): void => {
  const { doc, left, width } = paper;
  decorate(paper, () =>
    doc
      .moveTo(left, y)
      .lineTo(left + width, y)
      .lineWidth(0.6)
      .stroke(colours.line),
  );
};

const renderRow = (table: Paper, row: LabelledRow): void => {
  const { doc, left, width, printable } = table;
  const label = printable(row.label);
  const value = printable(row.value);
  const note = row.note === undefined ? undefined : printable(row.note);
  const labelStyle: TextStyle = { font: 'semibold', width: labelWidth };
  const valueX = left + labelWidth + gutter;
  const valueStyle: TextStyle = { width: width - labelWidth - gutter };
  const noteStyle: TextStyle = { ...valueStyle, size: 9.5, colour: colours.muted };
  const valueHeight =
    heightOf(table, value, valueStyle) + (note === undefined ? 0 : heightOf(table, note, noteStyle));
  // A row stays whole unless it is very long.
  makeRoom(table, Math.min(Math.max(heightOf(table, label, labelStyle), valueHeight) + 9, 110));
  const top = doc.y + 3.5;
  const page = doc.page;
  let labelBottom = top;
  group(table, 'TR', (cells) => {
    const head = () => {
      write(table, label, left, top, labelStyle);
      labelBottom = doc.y;
    };
    tag(cells, 'TH', head, { scope: 'Row' });
    tag(cells, 'TD', () => {
      write(table, value, valueX, top, valueStyle);
      if (note !== undefined) write(table, note, valueX, doc.y, noteStyle);
    });
  });
  doc.x = left;
  doc.y = (doc.page === page ? Math.max(doc.y, labelBottom) : doc.y) + 2.5;
  renderRule(table, doc.y);
};

/** Labels and values, a line below each row, with the note that belongs to a value under it. */
export const renderRows = (paper: Paper, rows: readonly LabelledRow[]): void => {
  if (rows.length === 0) return;
  group(paper, 'Table', (table) => {
    for (const row of rows) renderRow(table, row);
  });
};
