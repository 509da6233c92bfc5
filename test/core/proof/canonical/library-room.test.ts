/** A few kilobytes must not keep the JSON-LD library busy for a minute, nor fill the memory. */
import { describe, expect, test, vi } from 'vitest';
import { kluscvContextUrl, loadDocument } from '../../../../contexts/index.ts';
import example from '../../../../contexts/kluscv/v1.example.json' with { type: 'json' };
import {
  canonicalizationCounts,
  canonize,
  canonizeByLibrary,
  canonizeCompiled,
  createLibraryRoom,
  prepareTables,
} from '../../../../core/proof/canonical/index.ts';
import { decisiveCode, verifyReceived } from '../../../../core/verify/index.ts';
import { createTestPlatform } from '../../verify/a-platform.ts';
import { createWorld } from '../../verify/a-world.ts';

const v2 = 'https://www.w3.org/ns/credentials/v2';
const anyTerm = { '@vocab': 'urn:v#' };
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const definitions = (count: number): object =>
  Object.fromEntries(times(count, (index) => [`t${index}`, `urn:t${index}`]));

const tooMuch = 'more values than are looked at';

describe('a document that would keep the library busy', () => {
  test.each([
    // Each of them took it one to nine seconds.
    ['ordered lists of equal values', { '@context': [v2, anyTerm], x: { '@list': times(4_800, () => 1) } }],
    [
      'ordered lists by a definition',
      { '@context': [v2, { x: { '@id': 'urn:x', '@container': '@list' } }], x: times(4_800, () => 1) },
    ],
    [
      'many definitions and many nodes',
      {
        '@context': [v2, { ...anyTerm, T: { '@id': 'urn:T', '@context': definitions(1_900) } }],
        x: times(700, () => ({ type: 'T' })),
      },
    ],
    [
      'contexts in nodes',
      times(26, () => 0).reduce<object>((inside) => ({ '@context': times(200, () => v2), y: inside }), {
        '@context': v2,
        y: 1,
      }),
    ],
    ['many contexts', { '@context': [v2, ...times(2_000, (index) => ({ [`t${index}`]: 'urn:t' }))] }],
    [
      'a context that a definition names, for each node',
      {
        '@context': [v2, { ...anyTerm, T: { '@id': 'urn:T', '@context': [v2, kluscvContextUrl] } }],
        x: times(1_000, () => ({ type: 'T' })),
      },
    ],
    [
      'a type many times',
      { '@context': [v2, anyTerm], type: times(4_800, () => 'BitstringStatusListEntry') },
    ],
    [
      'a long beginning of all names',
      {
        '@context': [v2, { '@vocab': `urn:${'v'.repeat(300_000)}` }],
        ...Object.fromEntries(times(2_000, (index) => [`y${index}`, 1])),
      },
    ],
    [
      'a long id with many statements',
      {
        '@context': [v2, kluscvContextUrl],
        id: `urn:${'v'.repeat(16_000)}`,
        type: 'VerifiableCredential',
        evidence: times(5_000, (index) => ({ id: `urn:${index}` })),
      },
    ],
  ])('has no canonical form: %s', async (_, document) => {
    await expect(canonize(document, { loadDocument })).rejects.toThrow(tooMuch);
  });

  test('is not one because its texts are long, or because it has twenty credentials in it', async () => {
    const proof = {
      type: 'DataIntegrityProof',
      cryptosuite: 'ecdsa-sd-2023',
      proofValue: `u${'V'.repeat(20_000)}`,
    };
    const presentation = {
      '@context': [v2],
      type: ['VerifiablePresentation'],
      verifiableCredential: times(20, (index) => ({ ...example, id: `urn:x:${index}`, proof })),
    };
    const canonical = await canonizeByLibrary(presentation, { loadDocument });
    expect(canonical.split('\n').length).toBeGreaterThan(1_000);
  });
});

describe('the compiled path', () => {
  test('takes ids as long as they are in use, and leaves longer ones to the library', async () => {
    const of = (length: number) => ({
      '@context': [v2, kluscvContextUrl],
      id: `urn:${'v'.repeat(length - 4)}`,
      type: 'VerifiableCredential',
    });
    await prepareTables(of(1_000));
    expect(canonizeCompiled(of(1_000))?.join('')).toBe(await canonizeByLibrary(of(1_000), { loadDocument }));
    expect(canonizeCompiled(of(1_001))).toBeUndefined();
    expect(await canonize(of(1_001), { loadDocument })).toContain('v'.repeat(997));
  });
});

describe('tables', () => {
  const suite = 'https://w3id.org/security/suites/ed25519-2020/v1';
  const types = ['VerifiablePresentation', 'JsonSchema', 'BitstringStatusListEntry', 'Ed25519Signature2020'];
  /** Every choice of types is a step of its own. */
  const withSteps = (contexts: readonly string[]) => ({
    '@context': contexts,
    type: 'VerifiableCredential',
    evidence: times(2 ** types.length - 1, (bits) => ({
      type: types.filter((_, index) => ((bits + 1) >> index) & 1),
    })),
  });

  test('are made once for all documents that need them at the same moment', async () => {
    const contexts = [v2, kluscvContextUrl, suite];
    const before = canonicalizationCounts();
    const all = await Promise.all(
      times(4, () => canonize(withSteps(contexts), { loadDocument, libraryRoom: createLibraryRoom() })),
    );
    expect(new Set(all).size).toBe(1);
    expect(all[0]).toBe(await canonizeByLibrary(withSteps(contexts), { loadDocument }));
    const after = canonicalizationCounts();
    expect([after.compiled - before.compiled, after.library - before.library]).toEqual([4, 0]);
  });

  test('take room while they are made, and none when they are there', async () => {
    const contexts = [v2, suite, kluscvContextUrl];
    const room = createLibraryRoom();
    const before = room.left;
    expect(await prepareTables(withSteps(contexts), { left: 100 })).toBe(false);
    expect(canonizeCompiled(withSteps(contexts))).toBeUndefined();
    expect(await prepareTables(withSteps(contexts), room)).toBe(true);
    expect(room.left).toBeLessThan(before - 1_000);
    const left = room.left;
    expect(await prepareTables(withSteps(contexts), room)).toBe(false);
    expect(room.left).toBe(left);
    expect(canonizeCompiled(withSteps(contexts))).toBeDefined();
  });
});

describe('the room of one verification', () => {
  const document = {
    '@context': [v2, anyTerm],
    ...Object.fromEntries(times(4_000, (index) => [`y${index}`, index])),
  };

  test('is taken by each document that goes to the library', async () => {
    const libraryRoom = createLibraryRoom();
    const before = libraryRoom.left;
    await prepareTables(example);
    await canonize(example, { loadDocument, libraryRoom });
    expect(libraryRoom.left).toBe(before);
    await canonize(document, { loadDocument, libraryRoom });
    expect(libraryRoom.left).toBeLessThan(before - 4_000);
    await canonize(document, { loadDocument, libraryRoom });
    await expect(canonize(document, { loadDocument, libraryRoom })).rejects.toThrow(tooMuch);
    await canonize(document, { loadDocument });
  });

  test('is shared by all that is handed in together, and new for who hands in the next', async () => {
    const platform = await createTestPlatform('Poetsmaat', 'https://poetsmaat.example');
    const { context } = createWorld([platform], new Map());
    const load = vi.fn(context.loadDocument);
    const changed = { ...(await platform.ldp()), ...document };
    const received = times(20, () => ({ format: 'ldp_vc' as const, document: changed }));
    const report = await verifyReceived(received, { ...context, loadDocument: load });
    // As long as there is room it is found out; from then on nobody can tell.
    const found = report.credentials.map((credential) => decisiveCode(credential));
    expect(found.filter((code) => code === 'signature_invalid')).toHaveLength(2);
    expect(found.filter((code) => code === 'signature_too_heavy')).toHaveLength(18);
    expect(report.outcome).toBe('changed');
    const loads = load.mock.calls.length;
    expect(loads).toBeGreaterThan(0);
    expect(loads).toBeLessThan(10);
    await verifyReceived(received, { ...context, loadDocument: load });
    expect(load.mock.calls.length).toBe(2 * loads);
  });
});
