import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { typeMetadata } from '../../../contexts/index.ts';
import { toUtf8 } from '../../../core/bytes.ts';
import { packDisclosures } from '../../../core/proof/sd-jwt/pack-disclosures.ts';
import { type Place, processDisclosures } from '../../../core/proof/sd-jwt/process-disclosures.ts';
import { checkTypeMetadata, parseTypeMetadata } from '../../../core/proof/sd-jwt.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { nodeCrypto } from '../../../server/node-crypto.ts';

const document = {
  vct: 'https://example.org/type',
  claims: [
    { path: ['name'], sd: 'always', mandatory: true },
    { path: ['country'], sd: 'never' },
    { path: ['works', null], sd: 'always' },
    { path: ['works', null, 'hours'], sd: 'always' },
    { path: ['note'], sd: 'allowed' },
    { path: ['other'] },
  ],
};
const bytes = toUtf8(JSON.stringify(document));
const digest = `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

const check = async (claims: JsonObject, places: readonly Place[], hidden: readonly number[] = []) => {
  const metadata = parseTypeMetadata(document);
  if (!metadata.ok) throw new Error(metadata.error.message);
  const packed = await packDisclosures({ vct: document.vct, ...claims }, { places }, nodeCrypto);
  const shown = packed.disclosures.filter((_, index) => !hidden.includes(index));
  const processed = await processDisclosures(packed.payload, shown, nodeCrypto);
  if (!processed.ok) throw new Error(processed.error.message);
  const checked = await checkTypeMetadata(
    { ...processed.value, metadata: metadata.value, metadataBytes: bytes },
    nodeCrypto,
  );
  return checked.ok ? 'ok' : checked.error.code;
};

describe('an SD-JWT VC holds its type metadata when', () => {
  it.each<[string, JsonObject, readonly Place[], readonly number[]]>([
    ['it says nothing that the metadata speaks of', {}, [], []],
    ['what must be disclosed is', { name: 'A', country: 'NL' }, [['name']], []],
    ['what must be disclosed is kept back', { name: 'A', country: 'NL' }, [['name']], [0]],
    [
      'every element and member has a disclosure of its own',
      { works: [{ hours: 1 }, { hours: 2 }] },
      [
        ['works', 0],
        ['works', 1],
        ['works', 0, 'hours'],
        ['works', 1, 'hours'],
      ],
      [],
    ],
    ['a claim says null', { name: null, other: [null] }, [['name']], []],
    ['what may be either is either', { note: 'x', other: 'y' }, [['note']], []],
    ['it has the digest of the metadata', { 'vct#integrity': digest }, [], []],
  ])('%s', async (_name, claims, places, hidden) => expect(await check(claims, places, hidden)).toBe('ok'));
});

describe('an SD-JWT VC does not hold its type metadata when', () => {
  it.each<[string, JsonObject, readonly Place[], string]>([
    ['it is of another type', { vct: 'https://example.org/other' }, [], 'type_metadata_other'],
    ['what must be disclosed stands in the open', { name: 'A' }, [], 'type_metadata_disclosure'],
    [
      'what must stand in the open is disclosed',
      { country: 'NL' },
      [['country']],
      'type_metadata_disclosure',
    ],
    ['an element stands in the open', { works: [1, 2] }, [['works', 0]], 'type_metadata_disclosure'],
    [
      'a member of an element stands in the open',
      { works: [{ hours: 1 }] },
      [['works', 0]],
      'type_metadata_disclosure',
    ],
    [
      'it has the digest of other metadata',
      { 'vct#integrity': `sha256-${'A'.repeat(43)}=` },
      [],
      'type_metadata_digest',
    ],
    ['its digest is none', { 'vct#integrity': 'sha256-x' }, [], 'type_metadata_digest'],
    [
      'its digest is of another hash',
      { 'vct#integrity': `sha384-${'A'.repeat(64)}` },
      [],
      'type_metadata_digest',
    ],
    ['its digest stands in a list', { 'vct#integrity': [digest] }, [], 'type_metadata_digest'],
    ['its digest is a number', { 'vct#integrity': 4 }, [], 'type_metadata_digest'],
  ])('%s', async (_name, claims, places, code) => expect(await check(claims, places)).toBe(code));

  it('says in which of the two ways a claim is not where it must be', async () => {
    const metadata = parseTypeMetadata(document);
    if (!metadata.ok) throw new Error(metadata.error.message);
    const messageOf = async (claims: JsonObject, placed: { encoded: string; place: Place }[]) => {
      const shown = { claims: { vct: document.vct, ...claims }, placed };
      const checked = await checkTypeMetadata(
        { ...shown, metadata: metadata.value, metadataBytes: bytes },
        nodeCrypto,
      );
      return checked.ok ? 'ok' : checked.error.message;
    };
    expect(await messageOf({ name: 'A' }, [])).toContain('is signed in the open');
    expect(await messageOf({ country: 'NL' }, [{ encoded: 'x', place: ['country'] }])).toContain(
      'is in a disclosure',
    );
  });
});

describe('type metadata', () => {
  it('of the KlusCV is such', () => expect(parseTypeMetadata(typeMetadata).ok).toBe(true));

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no vct', { claims: [] }],
    ['an empty path', { vct: 'x', claims: [{ path: [] }] }],
    ['another rule', { vct: 'x', claims: [{ path: ['a'], sd: 'sometimes' }] }],
    ['a type that it extends', { vct: 'x', extends: 'https://example.org/base' }],
  ])('is refused with %s', (_name, value) => {
    const parsed = parseTypeMetadata(value);
    expect(parsed.ok || parsed.error.code).toBe('type_metadata_malformed');
  });
});

describe('packing by places', () => {
  it('adds decoys that nobody can tell from digests, and that open nothing', async () => {
    const claims = { name: 'A', address: { street: 'Main', city: 'Anytown' } };
    const places: readonly Place[] = [['name'], ['address', 'street']];
    const { payload, disclosures } = await packDisclosures(claims, { places, decoys: 3 }, nodeCrypto);
    expect(disclosures).toHaveLength(2);
    expect(payload._sd).toHaveLength(4);
    expect(payload.address).toMatchObject({ _sd: { length: 4 } });
    for (const text of [payload._sd].flat()) expect(text).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const processed = await processDisclosures(payload, disclosures, nodeCrypto);
    expect(processed.ok && processed.value.claims).toEqual(claims);
    const hidden = await processDisclosures(payload, [], nodeCrypto);
    expect(hidden.ok && hidden.value.claims).toEqual({ address: { city: 'Anytown' } });
  });

  it('adds none where nothing is disclosed', async () => {
    const claims = { name: 'A', address: { city: 'Anytown' } };
    const { payload } = await packDisclosures(claims, { places: [['name']], decoys: 2 }, nodeCrypto);
    expect(payload.address).toEqual({ city: 'Anytown' });
  });

  it('discloses a member of an element, and the element itself not', async () => {
    const claims = { works: [{ hours: 1, year: '2026' }, { hours: 2 }] };
    const { payload } = await packDisclosures(claims, { places: [['works', 0, 'hours']] }, nodeCrypto);
    expect(payload.works).toEqual([{ year: '2026', _sd: [expect.any(String)] }, { hours: 2 }]);
  });

  it.each<[string, Place]>([
    ['no claim', ['city']],
    ['no member', ['address', 'zip']],
    ['no element', ['works', 1]],
    ['a property of every list', ['works', 'length']],
    ['a property of every text', ['name', 'length']],
    ['a property of every object', ['toString']],
    ['a member named by a number', ['years', 7]],
    ['nothing', []],
  ])('refuses a place that is %s, rather than sign it in the open', async (_name, place) => {
    const claims = { name: 'A', address: { city: 'Anytown' }, works: [1], years: { 7: 'x' } };
    await expect(packDisclosures(claims, { places: [place] }, nodeCrypto)).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('discloses inside what is disclosed', async () => {
    const claims = { address: { street: 'Main', city: 'Anytown' } };
    const places: readonly Place[] = [['address'], ['address', 'street']];
    const { payload, disclosures } = await packDisclosures(claims, { places }, nodeCrypto);
    const [outer = '', inner = ''] = disclosures;
    const both = await processDisclosures(payload, [outer, inner], nodeCrypto);
    expect(both.ok && both.value.claims).toEqual(claims);
    const one = await processDisclosures(payload, [outer], nodeCrypto);
    expect(one.ok && one.value.claims).toEqual({ address: { city: 'Anytown' } });
    expect((await processDisclosures(payload, [inner], nodeCrypto)).ok).toBe(false);
  });

  it.each<[string, JsonObject, readonly Place[]]>([
    ['a claim called _sd', { _sd: [] }, []],
    ['a claim called ...', { a: { '...': 'x' } }, []],
    ['a claim called _sd_alg', { _sd_alg: 'sha-256' }, []],
    ['a place where there is nothing', { a: 1 }, [['b']]],
    ['a place below a text', { a: 'x' }, [['a', 'b']]],
    ['a place outside a list', { a: [1] }, [['a', 1]]],
  ])('refuses %s', async (_name, claims, places) => {
    await expect(packDisclosures(claims, { places }, nodeCrypto)).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });
});
