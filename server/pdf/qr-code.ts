/** A QR code (ISO/IEC 18004) as squares to draw: level M, the digits behind `#` in numeric mode, which is densest. */
import QRCode from 'qrcode';

export type QrCode = {
  /** Modules on a side, without the quiet zone. */
  readonly size: number;
  readonly version: number;
  /** Runs of dark modules: row, first column, length. */
  readonly runs: readonly { readonly row: number; readonly column: number; readonly length: number }[];
};

/** Creates the code of an address. Throws when the address is longer than the largest code holds. */
export const createQrCode = (url: string): QrCode => {
  const behind = url.indexOf('#') + 1;
  const digits = url.slice(behind);
  const encoder = new TextEncoder();
  const segments: QRCode.QRCodeSegment[] =
    behind > 0 && /^\d+$/.test(digits)
      ? [
          { data: encoder.encode(url.slice(0, behind)), mode: 'byte' },
          { data: digits, mode: 'numeric' },
        ]
      : [{ data: encoder.encode(url), mode: 'byte' }];
  const { modules, version } = QRCode.create(segments, { errorCorrectionLevel: 'M' });
  const runs: { row: number; column: number; length: number }[] = [];
  for (let row = 0; row < modules.size; row++) {
    let start: number | undefined;
    for (let column = 0; column <= modules.size; column++) {
      const dark = column < modules.size && modules.get(row, column) === 1;
      if (dark) start ??= column;
      else if (start !== undefined) {
        runs.push({ row, column: start, length: column - start });
        start = undefined;
      }
    }
  }
  return { size: modules.size, version, runs };
};
