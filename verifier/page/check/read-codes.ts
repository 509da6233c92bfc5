/** QR codes in a picture, read on this device. Loaded when there is a picture. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { PageFetch } from '../../../ui/call-api.ts';

let prepared: Promise<unknown> | undefined;

/** From our own origin: left to itself, the library would fetch its wasm from a stranger's server. */
async function prepare(fetch: PageFetch): Promise<void> {
  const answer = await fetch(wasmAddress);
  if (!answer.ok) throw new TypeError('The reader of QR codes is not there.');
  await prepareZXingModule({
    overrides: { wasmBinary: await answer.arrayBuffer() },
    fireImmediately: true,
  });
}

/** The texts of the QR codes in a PNG or JPEG file, or in points. Rejects when the reader cannot be loaded. */
export async function readCodes(
  picture: Uint8Array<ArrayBuffer> | ImageData,
  fetch: PageFetch,
): Promise<readonly string[]> {
  prepared ??= prepare(fetch).catch((error: unknown) => {
    prepared = undefined;
    throw error;
  });
  await prepared;
  const codes = await readBarcodes(picture, {
    formats: ['QRCode'],
    maxNumberOfSymbols: 4,
    tryHarder: true,
  }).catch(() => []);
  return codes.filter(({ isValid, text }) => isValid && text !== '').map(({ text }) => text);
}
