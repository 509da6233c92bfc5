import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog, createMetrics, createServer, type Listening, listen } from '../../server/index.ts';
import { sendJson } from '../../server/send-json.ts';

const app = createServer({
  log: createLog({ name: 'test', level: 'silent' }),
  metrics: createMetrics('test'),
  ready: {},
  mount: (routes) => {
    routes.get('/names/:name', (req, res) =>
      sendJson(res, { name: `${req.params.name} ’t Anker`, no: undefined }),
    );
  },
});
let listening: Listening;
beforeAll(async () => {
  listening = await listen(app, { port: 0, loopbackOnly: true });
});
afterAll(() => listening.close());

const ask = (name: string) => fetch(`http://127.0.0.1:${listening.port}/names/${name}`);

describe('an answer in JSON', () => {
  it('says what it is and how long, in bytes', async () => {
    const res = await ask('Hotel');
    expect(res.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const text = await res.text();
    expect(text).toBe('{"name":"Hotel ’t Anker"}');
    expect(res.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  });

  it('goes to whoever asked for it, however many ask at once', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `name${index}`);
    const answers = await Promise.all(names.map(async (name) => (await ask(name)).json()));
    expect(answers).toEqual(names.map((name) => ({ name: `${name} ’t Anker` })));
  });

  it('is written for the others when one of them hung up', async () => {
    for (let round = 0; round < 5; round += 1) {
      const socket = connect(listening.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write('GET /names/gone HTTP/1.1\r\nHost: here\r\n\r\n', () => socket.destroy());
      const answers = await Promise.all(['a', 'b', 'c'].map(async (name) => (await ask(name)).status));
      expect(answers).toEqual([200, 200, 200]);
    }
  });

  it('may be one of several on one connection, in the order of the questions', async () => {
    const heard = await new Promise<string>((resolve, reject) => {
      const socket = connect(listening.port, '127.0.0.1');
      let text = '';
      socket.setEncoding('utf8').on('data', (data) => {
        text += data;
      });
      socket.once('close', () => resolve(text)).once('error', reject);
      const asked = ['one', 'two'].map((name) => `GET /names/${name} HTTP/1.1\r\nHost: here\r\n\r\n`);
      socket.write(`${asked.join('')}GET /names/end HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`);
    });
    expect([...heard.matchAll(/"name":"(\w+) /g)].map(([, name]) => name)).toEqual(['one', 'two', 'end']);
  });
});
