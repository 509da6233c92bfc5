/** The QR code of the paper, read by another library from the rendered page, as a phone would. */
import { readFile } from 'node:fs/promises';
import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { PartialClaims } from '../../../core/credential/index.ts';
import {
  claimsFromCompact,
  compactToDigits,
  createCompact,
  digitsToCompact,
  parseCompact,
} from '../../../core/proof/compact.ts';
import type { PdfInput } from '../../../issuer/pdf/index.ts';
import { createNodeSigner, generatePrivateJwk } from '../../../server/node-crypto.ts';
import { createQrCode } from '../../../server/pdf/qr-code.ts';
import { base, claims, open } from './papers.ts';

const millimetre = 72 / 25.4;

beforeAll(async () => {
  const wasm = await readFile(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
});

/** The first page as a picture, and what is read from it. */
const scan = async (change: Partial<PdfInput>, dpi: number) => {
  const { pages } = await open(change);
  const [page] = pages;
  const viewport = page?.getViewport({ scale: dpi / 72 });
  if (page === undefined || viewport === undefined) throw new Error('The paper has no page.');
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas: Object(canvas), viewport }).promise;
  const found = await readBarcodes(new Uint8Array(canvas.toBuffer('image/png')), { formats: ['QRCode'] });
  return { canvas, found };
};

describe('the largest code that the paper has', () => {
  test('is of version 20', () => {
    expect(createQrCode(base.qrUrl).version).toBe(20);
  });

  test.each([90, 110, 150, 300])('reads back whole at %i dots per inch', async (dpi) => {
    const { found } = await scan({}, dpi);
    expect(found.map(({ text }) => text)).toEqual([base.qrUrl]);
  });

  test('is 50 mm wide or more without the white around it, which is four squares wide', async () => {
    const dpi = 300;
    const { found, canvas } = await scan({}, dpi);
    const position = found[0]?.position;
    if (position === undefined) throw new Error('There is no code on the page.');
    const perMillimetre = dpi / 25.4;
    const { topLeft, topRight, bottomLeft } = position;
    // Corners come as whole pixels.
    expect((topRight.x - topLeft.x + 2) / perMillimetre).toBeGreaterThanOrEqual(50);
    expect((bottomLeft.y - topLeft.y + 2) / perMillimetre).toBeGreaterThanOrEqual(50);
    const quiet = Math.floor(((4 * 50) / createQrCode(base.qrUrl).size) * perMillimetre) - 3;
    const context = canvas.getContext('2d');
    const strips: [number, number, number, number][] = [
      [topLeft.x - quiet, topLeft.y - quiet, topRight.x - topLeft.x + 2 * quiet, quiet - 2],
      [topLeft.x - quiet, bottomLeft.y + 3, topRight.x - topLeft.x + 2 * quiet, quiet - 3],
      [topLeft.x - quiet, topLeft.y - quiet, quiet - 2, bottomLeft.y - topLeft.y + 2 * quiet],
      [topRight.x + 3, topLeft.y - quiet, quiet - 3, bottomLeft.y - topLeft.y + 2 * quiet],
    ];
    for (const [x, y, width, height] of strips) {
      const { data } = context.getImageData(x, y, width, height);
      expect(data.every((value) => value === 255)).toBe(true);
    }
  });
});

test('A code larger than that has squares of half a millimetre still', async () => {
  const qrUrl = `https://controle.example/#1${'7'.repeat(2_400)}`;
  const { size, version } = createQrCode(qrUrl);
  expect(version).toBeGreaterThan(20);
  const { pdf } = await open({ qrUrl });
  const [, left = '', right = ''] =
    /\/BBox \[([\d.]+) [\d.]+ ([\d.]+) /.exec(Buffer.from(pdf).toString('latin1')) ?? [];
  expect((Number(right) - Number(left)) / millimetre).toBeCloseTo((size + 8) * 0.5, 1);
});

test('The code of a signed record reads back from the page as the facts that stand beside it', async () => {
  const signer = createNodeSigner(generatePrivateJwk('EdDSA'));
  const issuerDid = 'did:web:klus.poetsmaat.example';
  const signed: PartialClaims = { ...claims, name: 'Łukasz Thuỳ Öztürk' };
  const compact = await createCompact(
    {
      claims: signed,
      issuerDid,
      keyId: `${issuerDid}#ed25519`,
      issuedAt: new Date('2026-11-14'),
      validUntil: new Date('2031-11-14'),
      status: { idx: 131_071, uri: 'https://klus.poetsmaat.example/status/token/1' },
    },
    signer,
  );
  const qrUrl = `https://controle.example/#${compactToDigits(compact)}`;
  const { found } = await scan({ claims: signed, qrUrl }, 110);
  const digits = found[0]?.text.split('#')[1] ?? '';
  const parsed = parseCompact(digitsToCompact(digits) ?? new Uint8Array());
  if (!parsed.ok) throw new Error(parsed.error.message);
  expect(claimsFromCompact(parsed.value.payload)).toMatchObject({
    name: 'Łukasz Thuỳ Öztürk',
    gigsCompleted: claims.gigsCompleted,
    hoursWorked: claims.hoursWorked,
  });
});
