import { expect, test } from 'vitest';
import { contextDocuments, kluscvContextUrl, loadDocument } from '../../../../contexts/index.ts';
import example from '../../../../contexts/kluscv/v1.example.json' with { type: 'json' };
import {
  canonizeByLibrary,
  canonizeCompiled,
  createLibraryRoom,
  prepareTables,
} from '../../../../core/proof/canonical/index.ts';
import { createTables, type Scope } from '../../../../core/proof/canonical/scopes.ts';
import { createKnownNames, shapeOf } from '../../../../core/proof/canonical/shapes.ts';

const credentialsContext = 'https://www.w3.org/ns/credentials/v2';
const addresses = [...contextDocuments.keys()].filter((url) => !url.includes('2018'));

const typesWithContexts = [
  'VerifiablePresentation',
  'JsonSchema',
  'BitstringStatusList',
  'BitstringStatusListEntry',
  'DataIntegrityProof',
  'Multikey',
  'Ed25519VerificationKey2020',
  'Ed25519Signature2020',
];

/** Every set of those types but the empty one: a step for each. */
const typeSets = Array.from({ length: 2 ** typesWithContexts.length - 1 }, (_, index) =>
  typesWithContexts.filter((_type, place) => ((index + 1) >> place) % 2 === 1),
);

/** Documents that between them ask for more than two hundred steps of one list of contexts. */
const oddDocuments = (contexts: readonly string[]): readonly object[] =>
  Array.from({ length: Math.ceil(typeSets.length / 50) }, (_, index) => ({
    '@context': contexts,
    type: 'VerifiableCredential',
    credentialSubject: typeSets.slice(index * 50, index * 50 + 50).map((type) => ({ type })),
  }));

const orders = (addresses: readonly string[]): readonly (readonly string[])[] =>
  addresses.map((_, index) => [...addresses.slice(index), ...addresses.slice(0, index)]);

test('tables of odd documents are forgotten when there are too many, in every list of contexts together, and those of common ones stay', async () => {
  await prepareTables(example);
  const kept: object[] = [];
  for (const contexts of [...orders(addresses), addresses.toReversed()]) {
    const plain = { '@context': contexts, type: 'VerifiableCredential', issuer: 'did:example:1' };
    for (const document of oddDocuments(contexts)) await prepareTables(document);
    await prepareTables(plain);
    kept.push(plain);
  }
  const known = kept.filter((document) => canonizeCompiled(document) !== undefined);
  expect(kept).toHaveLength(6);
  expect(known.length).toBeGreaterThan(0);
  expect(known.length).toBeLessThan(5);
  expect(canonizeCompiled(example)).toBeDefined();
  // What was forgotten is made again.
  for (const document of kept) {
    await prepareTables(document);
    expect(canonizeCompiled(document)?.join('')).toBe(await canonizeByLibrary(document, { loadDocument }));
  }
}, 60_000);

test('a table that odd documents have filled is forgotten, and made again for whoever comes next', async () => {
  const contexts = [...addresses, ...addresses.slice(0, 1)];
  const plain = { '@context': contexts, type: 'VerifiableCredential', issuer: 'did:example:1' };
  expect(await prepareTables(plain)).toBe(true);
  const odd = [...typeSets, ...typeSets.map((types) => [...types, 'VerifiableCredential'])].map((type) => ({
    '@context': contexts,
    type,
  }));
  const isForgotten: boolean[] = [];
  for (const document of odd) {
    await prepareTables(document);
    isForgotten.push(canonizeCompiled(plain) === undefined);
  }
  expect(isForgotten.slice(0, 5)).not.toContain(true);
  expect(isForgotten).toContain(true);
  await prepareTables(plain);
  expect(canonizeCompiled(plain)?.join('')).toBe(await canonizeByLibrary(plain, { loadDocument }));
});

test('one document has sixty steps made and no more, and leaves the tables to the others', async () => {
  const contexts = [...addresses, ...addresses.slice(1, 2)];
  const plain = { '@context': contexts, type: 'VerifiableCredential', issuer: 'did:example:1' };
  await prepareTables(plain);
  const greedy = { ...plain, credentialSubject: typeSets.slice(0, 120).map((type) => ({ type })) };
  const room = createLibraryRoom();
  const { left } = room;
  expect(await prepareTables(greedy, room)).toBe(false);
  expect(left - room.left).toBe(60 * 80);
  expect(canonizeCompiled(plain)).toBeDefined();
});

test('a type that is named twice makes no step: each time that it is named would be one more context to go through', async () => {
  const [type, own] = example.type;
  await prepareTables(example);
  for (const types of [
    [type, own, type],
    [...Array.from({ length: 20_000 }, () => type), own],
  ]) {
    const room = createLibraryRoom();
    const { left } = room;
    expect(await prepareTables({ ...example, type: types }, room)).toBe(false);
    expect(room.left).toBe(left);
    expect(canonizeCompiled({ ...example, type: types })).toBeUndefined();
  }
});

test('of two names for an id, or for types, one is too many, and another keyword is none', async () => {
  const { root } = await createTables([kluscvContextUrl]);
  if (root === 'outside') throw new Error('There are tables for this context.');
  const shapeIn = (names: Readonly<Record<string, 'id' | 'type' | 'keyword'>>, ...members: string[]) =>
    shapeOf(members, {
      ...root,
      names: createKnownNames(),
      terms: new Map([
        ...root.terms,
        ...Object.entries(names).map(([name, kind]) => [name, { kind }] as const),
      ]),
    });
  expect(shapeIn({}, 'name', 'id')).toMatchObject({ id: 'id', type: undefined });
  expect(shapeIn({ uri: 'id', kind: 'type' }, 'uri', 'name', 'kind')).toMatchObject({
    id: 'uri',
    type: 'kind',
  });
  expect(shapeIn({ uri: 'id' }, 'id', 'uri')).toBe('outside');
  expect(shapeIn({ kind: 'type' }, 'type', 'name', 'kind')).toBe('outside');
  expect(shapeIn({ value: 'keyword' }, 'name', 'value')).toBe('outside');
});

test('lists of names are forgotten in every scope, those that no document comes to again too', async () => {
  const scopeOf = async (...urls: string[]): Promise<Scope> => {
    const { root } = await createTables(urls);
    if (root === 'outside') throw new Error('There are tables for these contexts.');
    return root;
  };
  const left = await scopeOf(credentialsContext);
  shapeOf(['id', 'type'], left);
  expect(left.names.root.child).toBeDefined();
  const visited = await scopeOf(kluscvContextUrl);
  const names = [...visited.terms.keys()];
  const shape = shapeOf(['name', 'hours'], visited);
  for (const one of names)
    for (const other of names) for (const third of names.slice(0, 10)) shapeOf([one, other, third], visited);
  expect(left.names.root.child).toBeUndefined();
  expect(shapeOf(['name', 'hours'], visited)).toEqual(shape);
  expect(shapeOf(['id', 'type'], left)).not.toBe('outside');
});
