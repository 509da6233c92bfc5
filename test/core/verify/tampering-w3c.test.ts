/** One letter changed anywhere in a JWT, or in a document of which parts are shown: never valid with anything but what was signed. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { toUtf8 } from '../../../core/bytes.ts';
import { parseReceived, type Report, verifyReceived } from '../../../core/verify/index.ts';
import { createTestPlatform } from './a-platform.ts';
import { createHolder, createWorld, derive, type World } from './a-world.ts';

let world: World;
let jwt: string;
let inPart: string;
beforeAll(async () => {
  const platform = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
  world = createWorld([platform], await platform.lists());
  const { did } = createHolder();
  jwt = await platform.jwt({}, did);
  inPart = JSON.stringify(await derive(await platform.ldpSd({}, did), ['name', 'hoursByYear', 'rating']));
});

const reportOn = async (text: string): Promise<Report | undefined> => {
  const received = parseReceived({ bytes: toUtf8(text) });
  return received.ok ? verifyReceived(received.value, world.context) : undefined;
};

/** Other letters of the same kinds: those of JSON, of numbers and of base64url. */
const letters = 'aZ059_-".,:{}[]~ ';

const never = async (text: string, numRuns: number): Promise<void> => {
  const genuine = await reportOn(text);
  expect(genuine?.outcome).toBe('valid');
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.constantFrom(...letters), async (place, letter) => {
      const at = place % text.length;
      const changed = `${text.slice(0, at)}${letter}${text.slice(at + 1)}`;
      fc.pre(changed !== text);
      const report = await reportOn(changed);
      const [credential] = report?.credentials ?? [];
      if (report?.outcome === 'valid') expect(credential).toEqual(genuine?.credentials[0]);
      else if (['malformed', 'changed', 'unknown_issuer'].includes(report?.outcome ?? ''))
        expect(credential?.record ?? null).toBeNull();
    }),
    { numRuns },
  );
};

describe('one letter changed', () => {
  test('in a JWT', () => never(jwt, 300));
  test('in a document of which parts are shown', () => never(inPart, 150));
  test('behind the last letter of a JWT is no JWT any more', async () => {
    for (const more of ['=', 'A=', '.', '~', '\u0000'])
      expect((await reportOn(jwt + more))?.outcome).not.toBe('valid');
  });
});
