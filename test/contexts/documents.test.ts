import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import jsonld from 'jsonld';
import { describe, expect, test } from 'vitest';
import {
  contextDocuments,
  documentDigests,
  kluscvContextUrl,
  kluscvSchema,
  kluscvSchemaUrl,
  kluscvVct,
  loadDocument,
  publishedDocuments,
  typeMetadata,
} from '../../contexts/index.ts';
import contextV1 from '../../contexts/kluscv/v1.context.json' with { type: 'json' };
import example from '../../contexts/kluscv/v1.example.json' with { type: 'json' };
import { baseClaims, Claims, claimNames } from '../../core/credential/index.ts';

const { id: _id, ...exampleClaims } = example.credentialSubject;

/** Every path of members in a value, list places written as null: ["skills", null, "gigs"]. */
const pathsOf = (value: unknown, path: readonly (string | null)[] = []): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, [...path, null]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const here = [...path, name];
    return [JSON.stringify(here), ...pathsOf(member, here)];
  });
};

describe('the digests', () => {
  test('are those of the pinned files, byte for byte, and W3C publishes that of its own context', () => {
    const folder = new URL('../../contexts/vendor/', import.meta.url);
    const byContent = new Map(
      readdirSync(folder)
        .filter((name) => name.endsWith('.json') && name !== 'digests.json')
        .map((name) => readFileSync(new URL(name, folder)))
        .map((bytes) => [JSON.stringify(JSON.parse(bytes.toString())), bytes] as const),
    );
    for (const [url, digests] of documentDigests) {
      const bytes = byContent.get(JSON.stringify(contextDocuments.get(url))) ?? '';
      for (const algorithm of ['sha256', 'sha384', 'sha512'])
        expect(digests[algorithm], url).toBe(createHash(algorithm).update(bytes).digest('base64'));
    }
    // VCDM 2.0 appendix B.1.
    expect(
      Buffer.from(
        documentDigests.get('https://www.w3.org/ns/credentials/v2')?.sha256 ?? '',
        'base64',
      ).toString('hex'),
    ).toBe('59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734');
  });
});

describe('the loader', () => {
  test('gives every pinned context by its URL', async () => {
    for (const [url, document] of contextDocuments) {
      expect(await loadDocument(url)).toEqual({ contextUrl: null, documentUrl: url, document });
      expect(document).toHaveProperty('@context');
    }
  });

  test('refuses a URL that is not pinned, and never goes to the network', async () => {
    await expect(loadDocument('https://example.com/context')).rejects.toThrow('not one of those built in');
    await expect(loadDocument('constructor')).rejects.toThrow('not one of those built in');
  });

  test('publishes the documents under the paths that their own URLs have', () => {
    expect([...publishedDocuments.keys()].map((path) => `https://kluscv.nl/${path}`)).toEqual([
      kluscvContextUrl,
      kluscvSchemaUrl,
      kluscvVct,
    ]);
  });
});

describe('the context', () => {
  const terms: Record<string, unknown> = contextV1['@context'];

  test('is flat and protected, and expands every term to an absolute IRI', () => {
    expect(terms['@protected']).toBe(true);
    for (const [term, definition] of Object.entries(terms)) {
      if (term.startsWith('@') || term === 'id' || term === 'type') continue;
      const iri = typeof definition === 'string' ? definition : Object(definition)['@id'];
      expect(iri, term).toMatch(/^https?:\/\//);
      expect(Object(definition), term).not.toHaveProperty('@context');
    }
  });

  test('defines every member of every claim', () => {
    const members = new Set(pathsOf(exampleClaims).map((path) => JSON.parse(path).at(-1)));
    for (const name of [...claimNames, ...members]) expect(terms).toHaveProperty(name);
  });

  test('expands the example in safe mode: no term of it is undefined', async () => {
    const expanded = await jsonld.expand(example, { documentLoader: loadDocument, safe: true, base: null });
    expect(JSON.stringify(expanded)).toContain('https://schema.org/ratingValue');
    const quads = await jsonld.toRDF(example, {
      documentLoader: loadDocument,
      safe: true,
      base: null,
      format: 'application/n-quads',
    });
    expect(quads).toContain('"2026-11-10"^^<http://www.w3.org/2001/XMLSchema#date>');
    expect(quads).toContain(
      '<https://kluscv.nl/ns/v1#gigsCompleted> "214"^^<http://www.w3.org/2001/XMLSchema#integer>',
    );
    expect(quads).toContain('"schoonmaken"@nl');
  });

  test('safe mode refuses a claim that the context does not know', async () => {
    const document = { ...example, credentialSubject: { ...example.credentialSubject, medal: 'gold' } };
    await expect(
      jsonld.expand(document, { documentLoader: loadDocument, safe: true, base: null }),
    ).rejects.toThrow();
  });

  test('its terms cannot be redefined by a context that follows', async () => {
    const document = {
      ...example,
      '@context': [...example['@context'], { gigsCompleted: 'https://evil.example/' }],
    };
    await expect(
      jsonld.expand(document, { documentLoader: loadDocument, safe: true, base: null }),
    ).rejects.toThrow(/protected/);
  });
});

describe('the JSON Schema', () => {
  const ajv = new Ajv2020.default({ strict: true, strictRequired: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(kluscvSchema);
  const withSubject = (change: object) => ({
    ...example,
    credentialSubject: { ...example.credentialSubject, ...change },
  });

  test('accepts the example, and the claims schema of the code does too', () => {
    expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
    expect(Claims.parse(exampleClaims)).toEqual(exampleClaims);
  });

  test('has exactly the claims of the code', () => {
    expect(Object.keys(kluscvSchema.$defs.claims.properties).toSorted()).toEqual([...claimNames].toSorted());
    expect(kluscvSchema.properties.credentialSubject.required).toEqual([...baseClaims]);
  });

  test.each([
    ['a claim that we do not know', { medal: 'gold' }],
    ['a zero count', { gigsCompleted: 0 }],
    ['a count that is not whole', { clientCount: 1.5 }],
    ['an empty list', { skills: [] }],
    ['a rating without its scale', { rating: { ratingValue: 4.7, ratingCount: 12 } }],
    ['a date that is none', { asOf: '2026-02-30' }],
    ['a member too many in a list', { clients: [{ name: 'Hotel', gigs: 1, phone: '0612345678' }] }],
  ])('refuses %s, and so does the code', (_what, change) => {
    const document = withSubject(change);
    expect(validate(document)).toBe(false);
    const { id: _subject, ...claims } = document.credentialSubject;
    expect(Claims.partial().safeParse(claims).success).toBe(false);
  });

  test('refuses a credential without the base claims', () => {
    expect(validate(withSubject({ asOf: undefined }))).toBe(false);
  });
});

describe('the SD-JWT VC type metadata', () => {
  const described = typeMetadata.claims.map(({ path }) => JSON.stringify(path));

  test('has the vct as its own name', () => {
    expect(typeMetadata.vct).toBe(kluscvVct);
    expect(typeMetadata.display.map(({ locale }) => locale)).toEqual(['nl', 'en']);
  });

  test('names every claim and every member of a claim, once, in Dutch and in English', () => {
    expect(new Set(described).size).toBe(described.length);
    expect([...described].toSorted()).toEqual([...new Set(pathsOf(exampleClaims))].toSorted());
    for (const { path, display } of typeMetadata.claims) {
      expect(
        display.map(({ locale }) => locale),
        JSON.stringify(path),
      ).toEqual(['nl', 'en']);
      for (const { label } of display) expect(label.length).toBeGreaterThan(1);
    }
  });

  test('says that every claim can be kept back, and which ones every KlusCV has', () => {
    expect(new Set(typeMetadata.claims.map(({ sd }) => sd))).toEqual(new Set(['always']));
    const mandatory = typeMetadata.claims.filter((claim) => 'mandatory' in claim && claim.mandatory);
    expect(mandatory.map(({ path }) => path)).toEqual(baseClaims.map((claim) => [claim]));
  });
});

describe('the README', () => {
  test('explains every claim and every member of a claim', () => {
    const readme = readFileSync(new URL('../../contexts/README.md', import.meta.url), 'utf8');
    const terms = [...readme.matchAll(/^\| `([^`]+)`/gm)].map(([, term]) => term);
    for (const { path } of typeMetadata.claims) {
      const term = path
        .map((part) => part ?? '[]')
        .join('.')
        .replaceAll('.[]', '[]');
      expect(terms).toContain(term);
    }
  });
});
