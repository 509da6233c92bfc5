/** The lax policy is for the suites alone: nothing that the product is made of knows its name. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const rooms = ['contexts', 'core', 'store', 'server', 'ui', 'issuer', 'verifier', 'wallet'];

it('asks for the proof alone nowhere but on the conformance server', () => {
  const sources = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${room}/${name}`),
  );
  expect(sources.length).toBeGreaterThan(100);
  const named = sources.filter((path) => /proof-?only/i.test(readFileSync(join(root, path), 'utf8')));
  expect(named).toEqual([]);
});
