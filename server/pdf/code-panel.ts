/** A panel that says how to check a paper: a QR code, and beside it the lines that explain it. */
import { colours, heightOf, makeRoom, type Paper, type TextStyle, write } from './paper.ts';
import { createQrCode } from './qr-code.ts';
import { measureQrCode, renderQrCode } from './qr-figure.ts';
import { decorate, group, type StructureType, tag } from './structure.ts';

/** One line of text beside the code; `gap` is the room below it. */
export type PanelLine = {
  readonly type: StructureType;
  readonly text: string;
  readonly style: TextStyle;
  readonly gap: number;
};

/** How the lines of such a panel look. */
export const panelStyles = {
  heading: { size: 14.5, font: 'bold', colour: colours.heading },
  body: { size: 9.75 },
  address: { size: 14, font: 'bold', colour: colours.link },
  small: { size: 9, colour: colours.muted },
} as const satisfies Record<string, TextStyle>;

/** An address as one types it: without `https://`, which a browser adds by itself. */
export const typedAddress = (address: string): string =>
  address.replace(/^https:\/\//, '').replace(/\/$/, '');

/** Renders the panel; throws when the address is too long for a QR code. `alt` says what the code is. */
export const renderCodePanel = (
  paper: Paper,
  input: { readonly url: string; readonly alt: string; readonly lines: readonly PanelLine[] },
): void => {
  const { doc, left, width } = paper;
  const code = createQrCode(input.url);
  const { whole } = measureQrCode(code);
  const inset = 5;
  const textX = left + inset + whole + 6;
  const textWidth = left + width - textX - 8;
  const lines = input.lines.map((line) => ({ ...line, style: { ...line.style, width: textWidth } }));
  const textHeight = lines.reduce((sum, line) => sum + heightOf(paper, line.text, line.style) + line.gap, 0);
  const height = Math.max(whole + 2 * inset, textHeight + 18);
  makeRoom(paper, height);
  const top = doc.y;
  decorate(paper, () => doc.roundedRect(left, top, width, height, 5).lineWidth(1.2).stroke(colours.heading));
  group(paper, 'Sect', (panel) => {
    doc.y = top + Math.max((height - textHeight) / 2 - 2, 8);
    for (const { type, text: line, style, gap } of lines) {
      tag(panel, type, () => write(paper, line, textX, doc.y, style));
      doc.y += gap;
    }
    renderQrCode(panel, code, left + inset, top + (height - whole) / 2, input.alt);
  });
  doc.x = left;
  doc.y = top + height + 12;
};
