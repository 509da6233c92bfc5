/** The edition on paper in the hands of somebody who has a printer. */
import { beforeAll, expect, test } from 'vitest';
import { createCompact } from '../../../core/proof/index.ts';
import { verifyCredential } from '../../../core/verify/index.ts';
import {
  claims,
  createTestPlatform,
  type TestPlatform,
  tokenListUrl,
  validFrom,
  validUntil,
} from './a-platform.ts';
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

test('cut off, or with something behind it, it is never valid', async () => {
  const genuine = await poetsmaat.compact();
  expect(await outcomeOf(genuine.slice(0, -3))).not.toBe('valid');
  expect(await outcomeOf(genuine.slice(0, 40))).toBe('malformed');
  expect(await outcomeOf(new Uint8Array([...genuine, ...new Uint8Array(4000)]))).toBe('malformed');
});

test('signed by another listed platform in the name of the first it is changed', async () => {
  const forged = await createCompact(
    {
      claims,
      issuerDid: poetsmaat.did,
      keyId: `${poetsmaat.did}#ed25519`,
      issuedAt: validFrom,
      validUntil,
      status: { idx: 7, uri: tokenListUrl(poetsmaat.url) },
    },
    dagploeg.ed25519Signer,
  );
  expect(await outcomeOf(forged)).toBe('changed');
});

test('by a key that the platform does not have it is of an unknown issuer', async () => {
  const forged = await createCompact(
    { claims, issuerDid: poetsmaat.did, keyId: `${poetsmaat.did}#mine`, issuedAt: validFrom, validUntil },
    dagploeg.ed25519Signer,
  );
  expect(await outcomeOf(forged)).toBe('unknown_issuer');
});

test('its status must stand with its own platform', async () => {
  const bytes = await createCompact(
    {
      claims,
      issuerDid: poetsmaat.did,
      keyId: `${poetsmaat.did}#ed25519`,
      issuedAt: validFrom,
      validUntil,
      status: { idx: 7, uri: tokenListUrl(dagploeg.url) },
    },
    poetsmaat.ed25519Signer,
  );
  expect(await outcomeOf(bytes)).toBe('undetermined');
  expect(world.fetched).not.toContain(tokenListUrl(dagploeg.url));
});
