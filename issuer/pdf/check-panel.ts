/** The panel that says how to check the paper: a QR code with the signed facts, and the address for the file itself. */
import { type Language, words } from '../../contexts/index.ts';
import { colours, decorate, heightOf, makeRoom, type Paper, tag, write } from './paper.ts';
import { createQrCode } from './qr-code.ts';

const millimetre = 72 / 25.4;
/** 42 mm for the dark modules alone: a version-20 code of 40 mm was read at 100 dpi. */
const codeSide = 42 * millimetre;
const quietModules = 4;

const drawCode = ({ doc }: Paper, url: string, x: number, y: number): void => {
  const { size, runs } = createQrCode(url);
  const side = codeSide / size;
  for (const { row, column, length } of runs) {
    // A hair wider than a module is high, so that no viewer leaves white seams between rows.
    doc.rect(x + column * side, y + row * side, length * side, side * 1.02);
  }
  doc.fill('#000000');
};

export const renderCheckPanel = (
  paper: Paper,
  input: {
    readonly qrUrl: string;
    readonly verifierAddress: string;
    readonly fileName: string;
    readonly language: Language;
  },
): void => {
  const { doc, left, width } = paper;
  const text = words[input.language].pdf;
  const quiet = (codeSide / createQrCode(input.qrUrl).size) * quietModules;
  const inset = Math.max(quiet, 10);
  const textX = left + codeSide + 2 * inset + 4;
  const textWidth = left + width - textX - 12;
  const styles = {
    heading: { font: 'bold', size: 13, colour: colours.heading, width: textWidth },
    body: { width: textWidth },
    small: { size: 9.5, colour: colours.muted, width: textWidth },
    link: { font: 'semibold', colour: colours.link, width: textWidth, link: input.verifierAddress },
  } as const;
  const attached = paper.printable(text.attached(input.fileName));
  const textHeight =
    heightOf(paper, text.checkHeading, styles.heading) +
    heightOf(
      paper,
      `${text.checkType} ${input.verifierAddress}. ${text.checkWhy} ${text.checkHow}`,
      styles.body,
    ) +
    heightOf(paper, input.verifierAddress, styles.link) +
    heightOf(paper, text.checkContains, styles.small) +
    heightOf(paper, attached, styles.small) +
    14;
  const height = Math.max(codeSide + 2 * inset, textHeight + 24);
  makeRoom(paper, height);
  const top = doc.y;
  decorate(paper, () => doc.roundedRect(left, top, width, height, 5).lineWidth(1.2).stroke(colours.heading));
  tag(paper, 'H2', () => write(paper, text.checkHeading, textX, top + 12, styles.heading));
  doc.y += 3;
  tag(paper, 'P', () =>
    write(
      paper,
      `${text.checkType} ${input.verifierAddress}. ${text.checkWhy} ${text.checkHow}`,
      textX,
      doc.y,
      styles.body,
    ),
  );
  tag(paper, 'P', () => write(paper, input.verifierAddress, textX, doc.y, styles.link));
  doc.y += 5;
  tag(paper, 'P', () => {
    write(paper, text.checkContains, textX, doc.y, styles.small);
    write(paper, attached, textX, doc.y, styles.small);
  });
  tag(paper, 'Figure', () => drawCode(paper, input.qrUrl, left + inset, top + (height - codeSide) / 2), {
    alt: text.codeAlt,
  });
  doc.x = left;
  doc.y = top + height + 16;
};
