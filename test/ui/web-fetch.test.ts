import { describe, expect, it } from 'vitest';
import { createWebFetch } from '../../ui/web-fetch.ts';

const answerWith = (make: () => Response) => createWebFetch(async () => make());

describe('the browser’s fetch behind the port', () => {
  it('sends no cookies, no referrer, follows nothing, and gives status, headers and bytes', async () => {
    const sent: [string, RequestInit][] = [];
    const fetch = createWebFetch(async (url, init) => {
      sent.push([url, init]);
      return new Response('ok', { status: 201, headers: { 'x-a': '1' } });
    });
    const answer = await fetch({ url: 'https://a.example/1', method: 'POST', body: 'b' });
    expect([answer.status, answer.headers['x-a'], new TextDecoder().decode(answer.body)]).toEqual([
      201,
      '1',
      'ok',
    ]);
    expect(sent).toMatchObject([
      [
        'https://a.example/1',
        { method: 'POST', body: 'b', credentials: 'omit', redirect: 'manual', referrerPolicy: 'no-referrer' },
      ],
    ]);
  });

  it('takes an answer without a body', async () => {
    const fetch = answerWith(() => new Response(null, { status: 204 }));
    expect(await fetch({ url: 'https://a.example' })).toMatchObject({ status: 204, body: new Uint8Array() });
  });

  it('refuses a redirect', async () => {
    const fetch = answerWith(
      () => new Response(null, { status: 302, headers: { location: 'https://b.example' } }),
    );
    await expect(fetch({ url: 'https://a.example' })).rejects.toMatchObject({ code: 'fetch_refused' });
  });

  it('stops at the cap on bytes, and not one before', async () => {
    const fetch = answerWith(() => new Response('12345'));
    expect((await fetch({ url: 'https://a.example', maxBytes: 5 })).body).toHaveLength(5);
    await expect(fetch({ url: 'https://a.example', maxBytes: 4 })).rejects.toMatchObject({
      code: 'fetch_too_large',
    });
  });

  it('gives up when there is no answer in time', async () => {
    const never = createWebFetch(
      (_url, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
      10,
    );
    await expect(never({ url: 'https://a.example' })).rejects.toMatchObject({ code: 'fetch_failed' });
  });
});
