import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen, preferPacked } from '../../server/index.ts';

const script = 'document.title = "KlusCV";'.repeat(50);
let root = '';
let server: Listening;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'kluscv-packed-'));
  const pages = join(root, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'assets/page.js'), script);
  writeFileSync(join(pages, 'assets/page.js.br'), brotliCompressSync(script));
  writeFileSync(join(pages, 'assets/page.js.gz'), gzipSync(script));
  writeFileSync(join(pages, 'assets/plain.js'), script);
  writeFileSync(join(root, 'secret.js.br'), brotliCompressSync('secret'));
  const app = express();
  app.use('/claim', preferPacked(pages), express.static(pages));
  server = await listen(app, { port: 0, loopbackOnly: true });
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

const get = (path: string, encodings: string) =>
  fetch(`http://localhost:${server.port}/claim/${path}`, { headers: { 'accept-encoding': encodings } });

describe('packed files', () => {
  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate', 'gzip'],
    ['identity', null],
    ['br;q=0, gzip;q=0', null],
  ])('go to who takes %s as %s, as the script that they are', async (encodings, encoding) => {
    const answer = await get('assets/page.js', encodings);
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('content-type')).toContain('text/javascript');
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    expect(await answer.text()).toBe(script);
  });

  it('are not needed', async () => {
    const answer = await get('assets/plain.js', 'br');
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(await answer.text()).toBe(script);
  });

  it('lead nowhere outside the folder', async () => {
    for (const path of ['..%2fsecret.js', 'assets/..%2f..%2fsecret.js', '%2e%2e/secret.js'])
      expect((await get(path, 'br')).status).toBeGreaterThanOrEqual(400);
  });
});
