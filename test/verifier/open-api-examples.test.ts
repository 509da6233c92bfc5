import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { createRegister } from '../../verifier/register/index.ts';
import { bearer } from './calls.ts';
import { apiKey, createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({
    register: (parts) => createRegister({ ...parts, keys: [nodeCrypto.randomBytes(32)], days: 1 }),
  });
});
afterAll(() => world.close());

type Content = Record<string, { example?: unknown }>;
type Described = {
  paths: Record<string, { post?: { requestBody?: { content: Content } } }>;
  components: { schemas: Record<string, { required?: string[]; properties?: Record<string, unknown> }> };
};

it('every example of a body is taken by the call that it stands with', async () => {
  const document: Described = await (await fetch(`${world.url}/openapi.json`)).json();
  const tried: string[] = [];
  for (const [path, { post }] of Object.entries(document.paths))
    for (const [type, { example }] of Object.entries(post?.requestBody?.content ?? {})) {
      if (example === undefined) continue;
      const response = await fetch(world.url + path, {
        method: 'POST',
        headers: { ...bearer(apiKey), 'content-type': type },
        body: typeof example === 'string' ? example : JSON.stringify(example),
      });
      expect([path, response.ok]).toEqual([path, true]);
      tried.push(path);
    }
  expect(tried).toEqual(
    expect.arrayContaining(['/api/v1/checks/batch', '/api/v1/received-records', '/api/v1/api-keys']),
  );
});

it('an answer of a batch has the members that the description names, and no other', async () => {
  const document: Described = await (await fetch(`${world.url}/openapi.json`)).json();
  const response = await fetch(`${world.url}/api/v1/checks/batch`, {
    method: 'POST',
    headers: { ...bearer(apiKey), 'content-type': 'application/x-ndjson' },
    body: '{"id":"1","credential":"hello"}\n',
  });
  const { CheckedLine } = document.components.schemas;
  const members = Object.keys(JSON.parse(await response.text()));
  expect(members.toSorted()).toEqual(CheckedLine?.required?.toSorted());
});
