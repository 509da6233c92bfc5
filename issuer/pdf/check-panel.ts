/** The panel that says how to check the paper: a QR code with the signed facts, and the address to type by hand. */
import { type Language, words } from '../../contexts/index.ts';
import {
  colours,
  createQrCode,
  decorate,
  group,
  heightOf,
  makeRoom,
  measureQrCode,
  type Paper,
  renderQrCode,
  type StructureType,
  type TextStyle,
  tag,
  write,
} from '../../server/pdf/index.ts';

/** An address as one types it: without `https://`, which a browser adds by itself. */
const typedAddress = (address: string): string => address.replace(/^https:\/\//, '').replace(/\/$/, '');

type Line = {
  readonly type: StructureType;
  readonly text: string;
  readonly style: TextStyle;
  readonly gap: number;
};

/**
 * Renders the panel. The address has no link on it on purpose: a forged paper would carry a link of its own, and the
 * sentence beside it asks to type.
 */
export const renderCheckPanel = (
  paper: Paper,
  input: {
    readonly qrUrl: string;
    readonly verifierAddress: string;
    readonly fileName: string;
    readonly language: Language;
  },
): void => {
  const { doc, left, width, printable } = paper;
  const text = words[input.language].pdf;
  const code = createQrCode(input.qrUrl);
  const { whole } = measureQrCode(code);
  const inset = 5;
  const textX = left + inset + whole + 6;
  const textWidth = left + width - textX - 8;
  const body = { size: 9.75, width: textWidth };
  const small = { size: 9, width: textWidth, colour: colours.muted };
  const address = { font: 'bold', size: 14, colour: colours.link, width: textWidth } as const;
  const lines: readonly Line[] = [
    {
      type: 'H2',
      text: text.checkHeading,
      style: { ...body, font: 'bold', size: 14.5, colour: colours.heading },
      gap: 3,
    },
    { type: 'P', text: text.checkType, style: body, gap: 0 },
    { type: 'P', text: printable(typedAddress(input.verifierAddress)), style: address, gap: 3 },
    { type: 'P', text: text.checkHow, style: body, gap: 4 },
    { type: 'P', text: text.checkWhy, style: body, gap: 5 },
    { type: 'P', text: text.checkContains, style: small, gap: 2 },
    { type: 'P', text: printable(text.attached(input.fileName)), style: small, gap: 0 },
  ];
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
    renderQrCode(panel, code, left + inset, top + (height - whole) / 2, text.codeAlt);
  });
  doc.x = left;
  doc.y = top + height + 12;
};
