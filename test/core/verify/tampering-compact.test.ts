/** The edition on paper in the hands of somebody who has a printer. */
import { beforeAll, expect, test } from 'vitest';
import { verifyCredential } from '../../../core/verify/index.ts';
import { createTestPlatform, type TestPlatform } from './a-platform.ts';
import { createWorld, type World } from './a-world.ts';

let poetsmaat: TestPlatform;
let dagploeg: TestPlatform;
let world: World;

beforeAll(async () => {
  poetsmaat = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  dagploeg = await createTestPlatform('Dagploeg', 'https://dagploeg.example');
  world = createWorld([poetsmaat, dagploeg], await poetsmaat.lists());
});

const outcomeOf = async (bytes: Uint8Array) =>
  (await verifyCredential({ format: 'kluscv-compact', bytes }, world.context)).outcome;

test('one bit changed anywhere never leaves it valid', async () => {
  const genuine = await poetsmaat.compact();
  expect(await outcomeOf(genuine)).toBe('valid');
  for (const at of genuine.keys()) {
    const changed = Uint8Array.from(genuine, (byte, index) => (index === at ? byte ^ (1 << (at % 8)) : byte));
    expect(['malformed', 'unknown_issuer', 'changed']).toContain(await outcomeOf(changed));
  }
});
