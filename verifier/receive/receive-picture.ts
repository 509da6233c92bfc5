/** A photo or a screenshot of a KlusCV on paper: the QR code in it carries the compact edition. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { err, type Result } from '../../core/result.ts';
import { type ParseFailure, type Received, seenMessage } from '../../core/verify/index.ts';
import { parseCodes } from './parse-found.ts';
import { pictureFits } from './picture-size.ts';

let prepared: Promise<unknown> | undefined;

/** From our own disk: left to itself, the library would fetch its wasm from a stranger's server. */
const prepare = (): Promise<unknown> => {
  prepared ??= readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))).then(
    (wasm) =>
      prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true }),
  );
  return prepared;
};

/**
 * The credential in a picture (PNG or JPEG) of a QR code.
 *
 * @returns what the QR code carries, or what we saw instead
 */
export const receivePicture = async (
  bytes: Uint8Array,
): Promise<Result<readonly Received[], ParseFailure>> => {
  if (!pictureFits(bytes)) return err({ seen: seenMessage('too_large') });
  await prepare();
  const codes = await readBarcodes(new Uint8Array(bytes), {
    formats: ['QRCode'],
    maxNumberOfSymbols: 4,
    tryHarder: true,
  }).catch(() => []);
  return parseCodes(codes.filter(({ isValid, text }) => isValid && text !== '').map(({ text }) => text));
};
