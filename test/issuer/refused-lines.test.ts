/** Gig records over HTTP: packed, tried out first, and every refused line fetched afterwards. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKey, startTestIssuer, type TestIssuer } from './start-test-issuer.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.close());

const send = (body: BodyInit, { query = '', headers = {} } = {}): Promise<Response> =>
  fetch(`${issuer.url}/api/v1/gigs${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/x-ndjson', ...headers },
    body,
  });

const gig = {
  gigId: 'R-1',
  workerId: 'R-W',
  status: 'completed',
  startedAt: '2024-05-01T10:00:00Z',
  minutes: 60,
  updatedAt: '2024-05-01T12:00:00Z',
};

describe('gig records', () => {
  it('in a dry run change nothing and say which records would', async () => {
    const answer = await (await send(JSON.stringify(gig), { query: '?dryRun=true' })).json();
    expect(answer).toMatchObject({
      accepted: 1,
      dryRun: true,
      workers: [{ workerId: 'R-W', isNew: true, figures: { gigsCompleted: { after: 1 } } }],
    });
    expect((await issuer.call('GET', '/workers/R-W/record')).status).toBe(404);
    expect((await send('', { query: '?dryRun=maybe' })).status).toBe(400);
  });

  it('may come packed, and in no other packing than gzip', async () => {
    const packed = new Uint8Array(gzipSync(JSON.stringify(gig)));
    const answer = await send(packed, { headers: { 'content-encoding': 'gzip' } });
    expect(await answer.json()).toMatchObject({ accepted: 1, refused: [] });
    expect((await send(packed, { headers: { 'content-encoding': 'br' } })).status).toBe(415);
  });

  it('that are refused can all be fetched, however many', async () => {
    const lines = Array.from({ length: 2500 }, (_, index) => (index % 5 === 0 ? '{"no":1}' : 'nothing'));
    const answer = await (await send(lines.join('\n'))).json();
    expect(answer.refused).toHaveLength(1000);
    expect(answer.refusedBeyondList).toBe(1500);
    const fetched = await fetch(answer.refusedUrl, { headers: { authorization: `Bearer ${apiKey}` } });
    expect(fetched.headers.get('content-type')).toContain('application/x-ndjson');
    const all = (await fetched.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(all.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1));
    expect(all.slice(0, 1000)).toEqual(answer.refused);
    expect((await fetch(answer.refusedUrl)).status).toBe(401);
    expect((await issuer.call('GET', '/refused-lines/none')).status).toBe(404);
  });
});
