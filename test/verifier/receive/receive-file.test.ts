/** Files as people have them: the PDF from the platform, a photo of the paper, and much else. */
import { crc32, deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import { expect, test } from 'vitest';
import { toUtf8 } from '../../../core/bytes.ts';
import { compactToDigits } from '../../../core/proof/index.ts';
import { receiveFile } from '../../../verifier/receive/index.ts';
import { createTestPlatform } from '../../core/verify/a-platform.ts';

const platform = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
const compact = await platform.sdJwt();
const paper = await platform.compact();

const pdfWith = async (
  attachments: readonly string[],
  options: {
    readonly draw?: (document: InstanceType<typeof PDFDocument>) => void;
    readonly password?: string;
  } = {},
): Promise<Uint8Array> => {
  const document = new PDFDocument({ userPassword: options.password });
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  document.text('KlusCV');
  for (const [index, text] of attachments.entries())
    document.file(Buffer.from(text), { name: `${index}.txt` });
  options.draw?.(document);
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
};

const pictureOf = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await QRCode.toBuffer(text, { type: 'png', scale: 4, errorCorrectionLevel: 'M' }));

const seen = async (bytes: Uint8Array): Promise<string> => {
  const received = await receiveFile({ bytes });
  return received.ok ? 'read' : received.error.seen.en;
};

test('the credential attached to a PDF is read, and what else is attached is left', async () => {
  const bytes = await pdfWith(['just a letter', compact]);
  expect(await receiveFile({ bytes })).toEqual({ ok: true, value: [{ format: 'dc+sd-jwt', compact }] });
});

test('the QR code in a picture is read', async () => {
  const bytes = await pictureOf(`https://check.example/#${compactToDigits(paper)}`);
  expect(await receiveFile({ bytes })).toEqual({
    ok: true,
    value: [{ format: 'kluscv-compact', bytes: paper }],
  });
});

const link = `https://check.example/#${compactToDigits(paper)}`;
type Drawn = InstanceType<typeof PDFDocument>;

test('a PDF that lost its attachment is read by the QR code on one of its first pages', async () => {
  const code = Buffer.from(await pictureOf(link));
  const other = Buffer.from(await pictureOf('https://elsewhere.example'));
  const onPage = (number: number) => (document: Drawn) => {
    document.image(other, 50, 400, { width: 100 });
    for (let page = 1; page < number; page += 1) document.addPage();
    document.image(code, 100, 100, { width: 200 });
  };
  const expected = { ok: true, value: [{ format: 'kluscv-compact', bytes: paper }] };
  expect(await receiveFile({ bytes: await pdfWith([], { draw: onPage(1) }) })).toEqual(expected);
  expect(await receiveFile({ bytes: await pdfWith(['a letter'], { draw: onPage(4) }) })).toEqual(expected);
  expect(await seen(await pdfWith([], { draw: onPage(5) }))).toBe('a QR code of something else');
}, 20_000);

test('a QR code that is drawn as lines, as on our own paper, is read too', async () => {
  const { modules } = QRCode.create(link, { errorCorrectionLevel: 'M' });
  const draw = (document: Drawn) => {
    for (let y = 0; y < modules.size; y += 1)
      for (let x = 0; x < modules.size; x += 1)
        if (modules.get(y, x)) document.rect(100 + 2 * x, 100 + 2 * y, 2, 2).fill('black');
  };
  expect((await receiveFile({ bytes: await pdfWith([], { draw }) })).ok).toBe(true);
}, 20_000);

test('the media type that the sender names is not believed', async () => {
  const bytes = toUtf8(compact);
  expect((await receiveFile({ bytes, contentType: 'application/pdf' })).ok).toBe(true);
});

test('what has no credential in it is told by what it is', async () => {
  expect(await seen(await pdfWith([]))).toBe('a PDF without a certificate in it');
  expect(await seen(await pdfWith(['just a letter']))).toBe('a PDF without a certificate in it');
  expect(await seen(toUtf8('%PDF-1.7 and nothing more'))).toBe('a PDF that is damaged');
  expect(await seen(await pdfWith([compact], { password: 'geheim' }))).toBe('a PDF with a password');
  expect(await seen((await pdfWith([compact])).slice(0, 500))).toMatch(/^a PDF/);
  expect(await seen(await pictureOf('https://elsewhere.example'))).toBe('a QR code of something else');
  expect(await seen(await pictureOf('openid4vp://?client_id=x'))).toBe('a question for a wallet');
  expect(await seen(toUtf8('hello'))).toBe('ordinary text');
});

test('a picture that would fill the memory is not unpacked', async () => {
  const bytes = new Uint8Array(await pictureOf('x'));
  new DataView(bytes.buffer).setUint32(16, 100_000);
  new DataView(bytes.buffer).setUint32(20, 100_000);
  expect(await seen(bytes)).toBe('a file that is too large');
});

test('a picture that is cut off is told to have no code', async () => {
  const bytes = (await pictureOf('x')).slice(0, 60);
  expect(await seen(bytes)).toBe('a picture without a QR code that we can read');
});

/** Grey, eight bits: rows of whole modules, black where `isDark` says so. */
const drawnPng = (side: number, isDark: (x: number, y: number) => boolean): Uint8Array => {
  const rows = Buffer.alloc((side + 1) * side, 255);
  for (let y = 0; y < side; y += 1) {
    rows[y * (side + 1)] = 0;
    for (let x = 0; x < side; x += 1) if (isDark(x, y)) rows[y * (side + 1) + 1 + x] = 0;
  }
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const parts = [
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.of()),
  ];
  return new Uint8Array(Buffer.concat(parts));
};

test('a picture full of what looks like QR codes holds up nobody else, and is given up', async () => {
  const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
  const bytes = drawnPng(
    5_000,
    (x, y) => finder[Math.floor((y % 24) / 3)]?.[Math.floor((x % 24) / 3)] === '1',
  );
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 100);
  expect(await seen(bytes)).toBe('a picture without a QR code that we can read');
  clearInterval(turning);
  // Read on the service's own thread it would not have turned at all.
  expect(turns).toBeGreaterThan(3);
}, 30_000);

test('attachments that unpack to more than the memory are given up, also several at once', async () => {
  const bytes = await pdfWith(['a'.repeat(220_000_000)]);
  expect(bytes.length).toBeLessThan(1_000_000);
  const all = await Promise.all(Array.from({ length: 3 }, () => seen(bytes)));
  expect(all).toEqual(Array.from({ length: 3 }, () => 'a PDF that is damaged'));
  // The next one is read as if nothing had been.
  expect((await receiveFile({ bytes: await pdfWith([compact]) })).ok).toBe(true);
}, 60_000);
