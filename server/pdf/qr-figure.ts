/** The QR code as it stands on paper: black squares with the quiet zone that ISO/IEC 18004 asks for around them. */
import type { Paper } from './paper.ts';
import type { QrCode } from './qr-code.ts';
import { tag } from './structure.ts';

const millimetre = 72 / 25.4;
const quietModules = 4;
/** The dark part: 50 mm, and more where its squares would become smaller than a cheap phone reads. */
const leastSide = 50 * millimetre;
const leastModule = 0.5 * millimetre;

/** The side of the dark part, and of the whole with its quiet zone, in points. */
export const measureQrCode = ({ size }: QrCode): { side: number; whole: number } => {
  const side = Math.max(leastSide, size * leastModule);
  return { side, whole: side * (1 + (2 * quietModules) / size) };
};

/** Draws the code with its quiet zone, its top left at (x, y), and says what it is in `alt`. */
export const renderQrCode = (paper: Paper, code: QrCode, x: number, y: number, alt: string): void => {
  const { doc } = paper;
  const { side, whole } = measureQrCode(code);
  const module = side / code.size;
  const [left, top] = [x + quietModules * module, y + quietModules * module];
  const draw = (): void => {
    for (const { row, column, length } of code.runs) {
      // A hair higher than a module, so that no viewer leaves white seams between rows.
      doc.rect(left + column * module, top + row * module, length * module, module * 1.02);
    }
    doc.fill('#000000');
  };
  tag(paper, 'Figure', draw, { alt, bbox: [x, y, x + whole, y + whole] });
};
