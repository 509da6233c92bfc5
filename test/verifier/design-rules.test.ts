/** The API as its description says, and the design rules of the Dutch government, on the verifier itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVerifierApp } from '../../verifier/app.ts';
import { bearer } from './calls.ts';
import { apiKey, createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

type Operation = {
  operationId: string;
  summary?: string;
  responses: Record<string, unknown>;
  security?: Record<string, unknown>[];
};
type Described = {
  openapi: string;
  info: Record<string, unknown>;
  paths: Record<string, Record<string, Operation>>;
};
const describedApi = async (): Promise<Described> => (await fetch(`${world.url}/openapi.json`)).json();
const methods = ['get', 'put', 'post', 'delete', 'patch'];
const operationsOf = ({ paths }: Described) =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({ path, method, operation })),
  );

/** What express was told, as the description would write it. */
const routesOf = (): string[] =>
  createVerifierApp(world.deps).router.stack.flatMap(({ route }) => {
    const handlers: { method?: string }[] = route?.stack ?? [];
    const paths = [route?.path ?? []].flat().map((path) => String(path).replace(/:(\w+)/g, '{$1}'));
    return paths
      .filter((path) => path.startsWith('/api/v1/') || path.endsWith('/verify'))
      .flatMap((path) =>
        handlers.flatMap(({ method = '' }) => (methods.includes(method) ? [`${method} ${path}`] : [])),
      );
  });

describe('the description', () => {
  it('names every call that there is, and none that there is not', async () => {
    const described = operationsOf(await describedApi()).map(({ path, method }) => `${method} ${path}`);
    const own = routesOf().filter((route) => route !== 'get /api/v1/openapi.json');
    expect(new Set(described)).toEqual(new Set(own));
  });

  it('stands where the rules look for it, and is whole', async () => {
    const document = await describedApi();
    expect(await (await fetch(`${world.url}/api/v1/openapi.json`)).json()).toEqual(document);
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.info).toMatchObject({
      title: expect.any(String),
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      description: expect.any(String),
      license: { name: 'EUPL-1.2' },
      contact: { name: expect.any(String), url: expect.any(String) },
    });
    const operations = operationsOf(document);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { path, method, operation } of operations) {
      const name = `${method} ${path}`;
      expect(operation.summary, name).toMatch(/\w/);
      expect(
        Object.keys(operation.responses).some((status) => /^2\d\d$/.test(status)),
        name,
      ).toBe(true);
      expect(path, name).not.toMatch(/\/$|_|[A-Z](?![a-zA-Z]*\})/);
    }
  });
});

describe('a call', () => {
  it('has one address, its methods, and forms to answer in', async () => {
    const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      fetch(world.url + path, { method, headers: { ...bearer(apiKey), ...headers } });
    expect((await get('/api/v1/counts')).headers.get('api-version')).toBe('1.0.0');
    expect((await get('/api/v1/counts/')).status).toBe(404);
    const wrong = await get('/api/v1/checks');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await wrong.json()).code).toBe('method_not_allowed');
    expect((await get('/api/v1/counts', { accept: 'application/xml' })).status).toBe(406);
    for (const [path, method] of [
      ['/api/v1/requests', 'POST'],
      ['/api/v1/api-keys', 'POST'],
    ] as const) {
      const response = await fetch(world.url + path, {
        method,
        headers: { ...bearer(apiKey), 'content-type': 'application/xml' },
        body: '<question/>',
      });
      expect([path, response.status]).toEqual([path, 415]);
    }
  });

  it('with a key that is missing is told so before its body is looked at', async () => {
    for (const path of ['/api/v1/api-keys', '/api/v1/checks/batch', '/api/v1/kept-reports/erasures'])
      expect((await fetch(world.url + path, { method: 'POST', body: '<a/>' })).status).toBe(401);
  });

  it('that fails says so as a problem, with code, status and what to do', async () => {
    const response = await fetch(`${world.url}/api/v1/nothing-here`);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'https://kluscv.nl/errors#not_found',
      title: expect.any(String),
      status: 404,
      detail: expect.any(String),
      code: 'not_found',
    });
  });

  it('may be asked of by every page where it is open to all, and is never kept by a cache', async () => {
    const response = await fetch(`${world.url}/api/v1/service`);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
