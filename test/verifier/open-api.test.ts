import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

type Described = {
  paths: Record<string, Record<string, unknown>>;
  components: Record<string, Record<string, unknown>>;
};

it('every call that is described is there, and everything it refers to', async () => {
  const document: Described = await (await fetch(`${world.url}/openapi.json`)).json();
  for (const [path, calls] of Object.entries(document.paths))
    for (const method of Object.keys(calls)) {
      const response = await fetch(world.url + path.replace('{id}', 'none'), {
        method: method.toUpperCase(),
        ...(method === 'post' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {}),
      });
      // For a session that does not exist there is a 404 with a body of ours either way.
      expect([path, method, response.status]).not.toContain(405);
      expect(response.status < 500, `${method} ${path}`).toBe(true);
      if (!path.includes('{id}')) expect(response.status, `${method} ${path}`).not.toBe(404);
    }
  for (const [, kind, name] of JSON.stringify(document).matchAll(/"#\/components\/(\w+)\/(\w+)"/g))
    expect(document.components[kind ?? '']?.[name ?? ''], `${kind}/${name}`).toBeDefined();
});
