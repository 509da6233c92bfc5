/** QR codes in a picture, by zxing's wasm. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

let prepared: Promise<unknown> | undefined;

/** From our own disk: left to itself, the library would fetch its wasm from a stranger's server. */
const prepare = (): Promise<unknown> => {
  prepared ??= readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))).then(
    (wasm) =>
      prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true }),
  );
  return prepared;
};

/** The texts of at most four QR codes in a PNG or JPEG file, or in points; none when it cannot be unpacked. */
export const readCodes = async (picture: Uint8Array<ArrayBuffer> | ImageData): Promise<readonly string[]> => {
  await prepare();
  const codes = await readBarcodes(picture, {
    formats: ['QRCode'],
    maxNumberOfSymbols: 4,
    tryHarder: true,
  }).catch(() => []);
  return codes.filter(({ isValid, text }) => isValid && text !== '').map(({ text }) => text);
};
