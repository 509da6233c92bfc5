import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { ErrorRequestHandler } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLog, createMetrics, createServer, type Listening, listen } from '../../server/index.ts';
import { readBody } from '../../server/read-body.ts';

const failures: unknown[] = [];
const noteFailures: ErrorRequestHandler = (error, _req, _res, next) => {
  failures.push(error);
  next(error);
};
const app = createServer({
  log: createLog({ name: 'test', level: 'silent' }),
  metrics: createMetrics('test'),
  ready: {},
  mount: (routes) => {
    routes.post('/bodies', readBody(1), (req, res) => {
      const body: unknown = req.body;
      res.json({ text: body instanceof Uint8Array ? Buffer.from(body).toString('latin1') : null });
    });
    routes.use(noteFailures);
  },
});
let listening: Listening;
beforeAll(async () => {
  listening = await listen(app, { port: 0, loopbackOnly: true });
});
afterAll(() => listening.close());

const at = (path: string): string => `http://127.0.0.1:${listening.port}${path}`;
const send = async (body: BodyInit | null, headers: Record<string, string> = {}) => {
  const request = { method: 'POST', body, headers, duplex: 'half' };
  const res = await fetch(at('/bodies'), request);
  const answer = z
    .object({ text: z.string().nullable().optional(), code: z.string().optional() })
    .parse(await res.json());
  return answer.code ?? answer.text;
};

const inPieces = (...pieces: readonly string[]): ReadableStream =>
  new ReadableStream({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });

/** What is sent by hand, and what comes back before the server closes the connection. */
const talk = (...texts: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(listening.port, '127.0.0.1');
    let heard = '';
    socket.setEncoding('latin1').on('data', (data) => {
      heard += data;
    });
    socket.once('close', () => resolve(heard)).once('error', reject);
    const say = ([text, ...more]: readonly string[]): void => {
      if (text === undefined) return;
      socket.write(text, 'latin1', () => setTimeout(say, 20, more));
    };
    say(texts);
  });

describe('a body', () => {
  it('is read as it is, of whatever type', async () => {
    expect(await send('hello')).toBe('hello');
    expect(await send('{"a":', { 'content-type': 'application/json' })).toBe('{"a":');
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(await send(bytes)).toBe(Buffer.from(bytes).toString('latin1'));
  });

  it('is whole when it comes in several pieces', async () => {
    const request = 'POST /bodies HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: 6\r\n\r\n';
    expect(await talk(request, 'one', 'two')).toContain('{"text":"onetwo"}');
    const long = 'a'.repeat(900_000);
    expect(await send(long)).toBe(long);
  });

  it('may be packed, or come without its length', async () => {
    expect(await send(gzipSync('packed'), { 'content-encoding': 'gzip' })).toBe('packed');
    expect(await send(inPieces('in ', 'pieces'))).toBe('in pieces');
  });

  it('may not be there', async () => {
    expect(await send(null)).toBe('');
  });

  it('is refused when it is too large, however it comes', async () => {
    const most = 1024 * 1024;
    expect(await send('a'.repeat(most))).toHaveLength(most);
    expect(await send('a'.repeat(most + 1))).toBe('too_large');
    expect(await send(gzipSync('a'.repeat(most + 1)), { 'content-encoding': 'gzip' })).toBe('too_large');
    expect(await send(inPieces('a'.repeat(most), 'a'))).toBe('too_large');
    expect(await send('hello', { 'content-encoding': 'rot13' })).toBe('unsupported_media_type');
  });

  it('that ends too early is refused, and nothing else with it', async () => {
    failures.length = 0;
    const socket = connect(listening.port, '127.0.0.1');
    await new Promise((resolve) =>
      socket.write('POST /bodies HTTP/1.1\r\nHost: here\r\nContent-Length: 6\r\n\r\none', resolve),
    );
    socket.destroy();
    await expect.poll(() => failures).toMatchObject([{ code: 'invalid_request' }]);
    expect(await send('still here')).toBe('still here');
  });
});
