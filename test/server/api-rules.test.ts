/** The rules of every call, on an API of two calls and its description. */
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createApiRules,
  createLog,
  createMetrics,
  createServer,
  type Listening,
  listen,
} from '../../server/index.ts';

const json = { content: { 'application/json': {} } };
const description = {
  info: { version: '2.3.4' },
  paths: {
    '/api/v1/things': {
      get: { responses: { 200: json } },
      post: { requestBody: json, responses: { 201: json } },
    },
    '/api/v1/things/{id}': { delete: { responses: { 204: {} } } },
    '/api/v1/papers': { post: { requestBody: { content: { '*/*': {} } }, responses: { 200: json } } },
    '/api/v1/kept': { post: { security: [{ apiKey: [] }], requestBody: json, responses: { 200: json } } },
    '/elsewhere': { get: { responses: { 200: json } } },
  },
};
const app = createServer({
  log: createLog({ name: 'test', level: 'silent' }),
  metrics: createMetrics('test'),
  ready: {},
  mount: (routes) => {
    routes.use('/api/v1', createApiRules(description));
    routes.get('/api/v1/things', (_req, res) => void res.json([]));
    routes.post('/api/v1/things', express.json(), (_req, res) => void res.status(201).json({}));
    routes.delete('/api/v1/things/:id', (_req, res) => void res.status(204).end());
    routes.post(['/api/v1/papers', '/api/v1/kept'], (_req, res) => void res.json({}));
  },
});
let listening: Listening;
beforeAll(async () => {
  listening = await listen(app, { port: 0, loopbackOnly: true });
});
afterAll(() => listening.close());

const call = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
  fetch(`http://127.0.0.1:${listening.port}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
const problemOf = async (response: Response) => [
  response.status,
  response.headers.get('content-type')?.split(';')[0],
  (await response.json()).code,
];

describe('every call', () => {
  it('answers with the version, also where something is wrong', async () => {
    for (const path of ['/api/v1/things', '/api/v1/nothing', '/api/v1/things/'])
      expect((await call('GET', path)).headers.get('api-version')).toBe('2.3.4');
  });

  it('has one address: a slash at the end leads nowhere', async () => {
    expect(await problemOf(await call('GET', '/api/v1/things/'))).toEqual([
      404,
      'application/problem+json',
      'not_found',
    ]);
  });

  it('says which methods there are, to another one', async () => {
    const response = await call('PUT', '/api/v1/things');
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
    expect(await problemOf(response)).toEqual([405, 'application/problem+json', 'method_not_allowed']);
    const one = await call('GET', '/api/v1/things/7');
    expect([one.status, one.headers.get('allow')]).toEqual([405, 'DELETE']);
    expect((await call('HEAD', '/api/v1/things')).status).toBe(200);
    expect((await call('DELETE', '/api/v1/things/7')).status).toBe(204);
    expect((await call('DELETE', '/api/v1/things/7/8')).status).toBe(404);
  });

  it('says that it cannot answer in another form than it has', async () => {
    expect(await problemOf(await call('GET', '/api/v1/things', { accept: 'application/xml' }))).toEqual([
      406,
      'application/problem+json',
      'not_acceptable',
    ]);
    for (const accept of [
      '*/*',
      'application/*',
      'application/json;q=0.5, text/html',
      'application/problem+json',
    ])
      expect([accept, (await call('GET', '/api/v1/things', { accept })).status]).toEqual([accept, 200]);
  });

  it('takes the kinds of content that its description names', async () => {
    const type = { 'content-type': 'text/xml' };
    expect(await problemOf(await call('POST', '/api/v1/things', type, '<a/>'))).toEqual([
      415,
      'application/problem+json',
      'unsupported_media_type',
    ]);
    const good = { 'content-type': 'application/json; charset=utf-8' };
    expect((await call('POST', '/api/v1/things', good, '{}')).status).toBe(201);
    expect((await call('POST', '/api/v1/things')).status).toBe(201);
    expect((await call('POST', '/api/v1/papers', type, '<a/>')).status).toBe(200);
    // Of what needs a key, the key comes first: that is for the call itself.
    expect((await call('POST', '/api/v1/kept', type, '<a/>')).status).toBe(200);
  });
});
