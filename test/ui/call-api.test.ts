import { describe, expect, it } from 'vitest';
import { callApi, callForFile } from '../../ui/call-api.ts';

const answering = (status: number, body: string) => ({ fetch: async () => new Response(body, { status }) });

describe('a call from a page', () => {
  it('sends JSON with its content type and gives the parsed answer', async () => {
    const seen: (RequestInit | undefined)[] = [];
    const fetch = async (_path: string, init?: RequestInit) => {
      seen.push(init);
      return new Response('{"id":"x"}', { status: 201 });
    };
    expect(await callApi({ fetch }, { path: '/a', json: { a: 1 } })).toEqual({ ok: true, body: { id: 'x' } });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
      credentials: 'same-origin',
      cache: 'no-store',
    });
  });

  it.each([
    [401, 'forbidden'],
    [404, 'gone'],
    [410, 'gone'],
    [413, 'too_large'],
    [415, 'unreadable'],
    [429, 'too_many'],
    [500, 'internal'],
    [503, 'internal'],
  ])('turns status %i into the problem "%s"', async (status, problem) => {
    expect(await callApi(answering(status, '{}'), { path: '/a' })).toEqual({ ok: false, problem });
    expect(await callForFile(answering(status, '{}'), { path: '/a' })).toEqual({ ok: false, problem });
  });

  it('never rejects: not when nobody answers, not when the answer is no JSON', async () => {
    const fetch = async () => {
      throw new TypeError('failed');
    };
    expect(await callApi({ fetch }, { path: '/a' })).toEqual({ ok: false, problem: 'unreachable' });
    expect(await callApi(answering(200, '<html>'), { path: '/a' })).toEqual({
      ok: false,
      problem: 'internal',
    });
  });
});
