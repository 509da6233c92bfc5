/** Wallets and other people's pages run in browsers too: what is public must answer them, what has a cookie must not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from './calls.ts';
import { createWorld, type World } from './world.ts';

const origin = 'https://wallet.example';
let world: World;
let id = '';
beforeAll(async () => {
  world = await createWorld();
  ({ id } = await open(world, 'employer'));
});
afterAll(() => world.close());

const call = (method: string, path: string, headers: Record<string, string> = {}) =>
  fetch(`${world.url}${path.replace('{id}', id)}`, {
    method,
    headers: { origin, ...headers },
    ...(method === 'POST' ? { body: 'a=b' } : {}),
  });

describe('a page of another site', () => {
  it.each([
    ['GET', '/request/{id}'],
    ['POST', '/request/{id}'],
    ['POST', '/response/{id}'],
    ['GET', '/request/unknown'],
    ['POST', '/response/unknown'],
    ['GET', '/trust-list.jwt'],
    ['GET', '/contexts/ns/v1'],
    ['GET', '/openapi.json'],
    ['POST', '/api/v1/checks'],
    ['POST', '/credentials/verify'],
    ['POST', '/presentations/verify'],
  ])('may call %s %s, whatever the answer', async (method, path) => {
    const answer = await call(method, path);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const asked = {
      'access-control-request-method': method,
      'access-control-request-headers': 'content-type',
    };
    const preflight = await call('OPTIONS', path, asked);
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain(method);
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('content-type');
  });

  it.each([
    ['POST', '/api/v1/requests'],
    ['GET', '/api/v1/requests/{id}'],
  ])('may not read %s %s, which belongs to the page that asked', async (method, path) => {
    expect((await call(method, path)).headers.get('access-control-allow-origin')).toBeNull();
  });
});
