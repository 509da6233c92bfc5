import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import {
  createLog,
  createMetrics,
  createServer,
  type Listening,
  listen,
  parseInput,
} from '../../server/index.ts';

const lines: string[] = [];
const destination = new Writable({
  write: (chunk, _encoding, done) => {
    lines.push(String(chunk));
    done();
  },
});
const log = createLog({ name: 'test', level: 'debug', destination });
const app = createServer({
  log,
  metrics: createMetrics('test'),
  ready: { store: async () => true, list: async () => false },
  mount: (routes) => {
    routes.get('/workers/:workerId', () => {
      throw new Error('Samira de Vries is not here');
    });
    routes.get('/gone', () => {
      throw new KlusCVError('gone');
    });
    routes.get('/file', (_req, res) => {
      res.sendFile(fileURLToPath(import.meta.url));
    });
    routes.post('/things', express.json({ limit: 1000 }), (req, res) => {
      res.json(parseInput(z.strictObject({ count: z.int() }), req.body));
    });
  },
});
let listening: Listening;
let base = '';
beforeAll(async () => {
  listening = await listen(app, { port: 0, loopbackOnly: true });
  base = `http://127.0.0.1:${listening.port}`;
});
afterAll(() => listening.close());

describe('the shell of the services', () => {
  it('answers errors as problem details with code and remedy', async () => {
    const res = await fetch(`${base}/gone`);
    expect(res.status).toBe(410);
    expect(res.headers.get('content-type')).toContain('application/problem+json');
    expect(await res.json()).toMatchObject({ code: 'gone', status: 410, detail: 'Ask for a new one.' });
  });

  it('says nothing of an unexpected error, and logs neither its message nor the address', async () => {
    const res = await fetch(`${base}/workers/W-123?name=Samira`);
    expect(res.status).toBe(500);
    expect(JSON.stringify(await res.json())).not.toContain('Samira');
    const logged = lines.join('');
    expect(logged).toContain('/workers/:workerId');
    expect(logged).not.toMatch(/Samira|W-123/);
  });

  it.each([
    ['broken JSON', '{', 400, 'invalid_request'],
    ['an unknown member', '{"count":1,"x":2}', 400, 'invalid_request'],
    ['a wrong type', '{"count":"1"}', 400, 'invalid_request'],
    ['too much', JSON.stringify({ count: 'x'.repeat(2000) }), 413, 'too_large'],
  ])('refuses %s', async (_name, body, status, code) => {
    const res = await fetch(`${base}/things`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(res.status).toBe(status);
    expect(await res.json()).toMatchObject({ code });
  });

  it.each(['gzip', 'br', 'deflate', 'unheard-of'])(
    'refuses a body that is not %s as it says',
    async (packing) => {
      const res = await fetch(`${base}/things`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': packing },
        body: 'not packed at all',
      });
      expect(res.status).toBe(packing === 'unheard-of' ? 415 : 400);
      expect(res.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  it('refuses a range outside a file, which is not our fault', async () => {
    const res = await fetch(`${base}/file`, { headers: { range: 'bytes=99999999-' } });
    expect(res.status).toBe(400);
    expect(await res.json()).toMatchObject({ code: 'invalid_request' });
  });

  it('is not ready while a part is missing, and says which', async () => {
    const res = await fetch(`${base}/health/ready`);
    expect(res.status).toBe(503);
    expect(await res.json()).toEqual({ status: 'fail', failing: ['list'] });
  });

  it('sends headers that keep scripts and addresses at home', async () => {
    const { headers } = await fetch(`${base}/health/live`);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('counts requests by route pattern', async () => {
    const text = await (await fetch(`${base}/metrics`)).text();
    expect(text).toContain('route="/workers/:workerId"');
    expect(text).not.toContain('W-123');
  });

  it('says in a sentence that a port is in use', async () => {
    await expect(listen(app, { port: listening.port, loopbackOnly: true })).rejects.toMatchObject({
      code: 'port_in_use',
      message: `Port ${listening.port} is in use by another program.`,
    });
  });
});
