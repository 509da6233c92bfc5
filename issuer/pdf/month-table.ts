/** Hours by month as a table, a year to a row, so that years of work take few lines. */
import { type Language, words } from '../../contexts/index.ts';
import { formatNumber } from '../../core/credential/index.ts';
import {
  colours,
  decorate,
  group,
  makeRoom,
  type Paper,
  type TextStyle,
  tag,
  write,
} from '../../server/pdf/index.ts';

const yearWidth = 34;
const rowHeight = 16;
const cellStyle: TextStyle = { size: 9, align: 'right' };
const headStyle: TextStyle = { ...cellStyle, font: 'semibold' };

const yearsOf = (months: readonly string[]): string[] => [
  ...new Set(months.map((month) => month.slice(0, 4)).sort()),
];

/** Renders hours by month (`2025-03` to hours); months without hours have a dash. The table has its heading above it. */
export const renderMonthTable = (
  paper: Paper,
  hours: Readonly<Record<string, number>>,
  language: Language,
): void => {
  const { doc, left, width } = paper;
  const { monthsShort, year } = words[language].pdf;
  const { months } = words[language].common;
  const monthWidth = (width - yearWidth) / 12;
  const xOf = (column: number): number =>
    column === 0 ? left : left + yearWidth + (column - 1) * monthWidth;
  const widthOf = (column: number): number => (column === 0 ? yearWidth : monthWidth);
  const cell = (text: string, column: number, y: number, style: TextStyle): void =>
    write(paper, text, xOf(column), y, {
      ...style,
      width: widthOf(column),
      align: column === 0 ? 'left' : 'right',
    });
  const heads = [year, ...monthsShort];
  const renderLine = (): void => {
    const y = doc.y;
    decorate(paper, () =>
      doc
        .moveTo(left, y)
        .lineTo(left + width, y)
        .lineWidth(0.6)
        .stroke(colours.line),
    );
    doc.y = y + 3;
  };
  makeRoom(paper, 3 * rowHeight);
  group(paper, 'Table', (table) => {
    let y = doc.y;
    group(table, 'TR', (row) => {
      heads.forEach((head, column) => {
        const expanded = months[column - 1];
        tag(row, 'TH', () => cell(head, column, y, headStyle), {
          scope: 'Column',
          ...(expanded !== undefined && { expanded }),
        });
      });
    });
    doc.y = y + rowHeight - 3;
    renderLine();
    for (const one of yearsOf(Object.keys(hours))) {
      if (makeRoom(paper, rowHeight)) {
        y = doc.y;
        decorate(paper, () => {
          for (const [column, head] of heads.entries()) cell(head, column, y, headStyle);
        });
        doc.y = y + rowHeight - 3;
        renderLine();
      }
      y = doc.y;
      group(table, 'TR', (row) => {
        tag(row, 'TH', () => cell(one, 0, y, headStyle), { scope: 'Row' });
        months.forEach((_month, index) => {
          const worked = hours[`${one}-${String(index + 1).padStart(2, '0')}`];
          const text = worked === undefined ? '–' : formatNumber(worked, language);
          tag(row, 'TD', () => cell(text, index + 1, y, cellStyle));
        });
      });
      doc.y = y + rowHeight - 3;
      renderLine();
    }
  });
  doc.x = left;
};
