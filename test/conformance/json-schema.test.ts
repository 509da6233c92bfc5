/** What the W3C's suite for JSON Schema asks, by its own table, in three drafts and two kinds; and schemas that are bombs. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { register } from '../../cli/commands/conformance.ts';
import { toUtf8 } from '../../core/bytes.ts';
import type { HttpFetch } from '../../core/ports.ts';
import {
  checkCredentialSchema,
  evaluate,
  evaluateApart,
  loadSchema,
  type SchemaKind,
} from '../../server/json-schema/index.ts';

const drafts = {
  '7': 'https://json-schema.org/draft-07/schema#',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};
const id = 'https://example.com/schemas/email.json';
const schemaOf = ($schema: string, change: object = {}) => ({
  $id: id,
  $schema,
  name: 'EmailCredential',
  type: 'object',
  properties: {
    credentialSubject: {
      type: 'object',
      properties: { emailAddress: { type: 'string', format: 'email' } },
      required: ['emailAddress'],
    },
  },
  ...change,
});
const credentialOf = (kind: string, schemaId: unknown, emailAddress: unknown = 'subject@example.com') => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  credentialSubject: { id: 'did:example:s', ...(emailAddress === undefined ? {} : { emailAddress }) },
  credentialSchema: { id: schemaId, type: kind },
});
const check = async (kind: SchemaKind, document: unknown, credential: unknown) => {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  const checked = await checkCredentialSchema(
    { kind, document: plain(document), credential: plain(credential) },
    async (request) => evaluate(request),
  );
  return [checked.outcome, checked.code];
};

describe.each(Object.entries(drafts))('JsonSchema, draft %s', (_draft, $schema) => {
  const good = credentialOf('JsonSchema', id);
  it.each<[string, object, object, readonly string[]]>([
    ['is as its schema says', {}, good, ['success', 'schema_valid']],
    [
      'names another schema',
      { $id: 'https://example.com/schemas/bad.json' },
      good,
      ['failure', 'schema_other'],
    ],
    ['has a schema of another kind', {}, credentialOf('NotJsonSchema', id), ['failure', 'schema_other']],
    ['has a schema without $id', { $id: undefined }, good, ['failure', 'schema_id']],
    ['has a schema whose $id is no URL', { $id: 'bad' }, good, ['failure', 'schema_id']],
    ['has a schema without $schema', { $schema: undefined }, good, ['failure', 'schema_draft_missing']],
    [
      'has a schema of an unknown draft',
      { $schema: 'https://json-schema.org/draft/unknown/schema' },
      good,
      ['indeterminate', 'schema_draft_unknown'],
    ],
    ['lacks a claim', {}, credentialOf('JsonSchema', id, null), ['failure', 'schema_invalid']],
    [
      'has an address that is none',
      {},
      credentialOf('JsonSchema', id, 'no address'),
      ['failure', 'schema_invalid'],
    ],
    [
      'needs a schema from elsewhere',
      { properties: { credentialSubject: { $ref: 'https://example.org/elsewhere' } } },
      good,
      ['indeterminate', 'schema_not_evaluated'],
    ],
    ['has a schema that is none', { type: 'nonsense' }, good, ['indeterminate', 'schema_not_evaluated']],
    [
      'has a schema of twenty thousand parts',
      { enum: Array.from({ length: 20_000 }, (_, index) => index) },
      good,
      ['indeterminate', 'schema_too_large'],
    ],
  ])('a credential that %s', async (_name, change, credential, expected) =>
    expect(await check('JsonSchema', schemaOf($schema, change), credential)).toEqual(expected),
  );
});

describe.each(Object.entries(drafts))('JsonSchemaCredential, draft %s', (_draft, $schema) => {
  const schemaCredential = (change: object = {}, subject: object = {}, schema: object = {}) => ({
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: 'https://example.com/credentials/3734',
    type: ['VerifiableCredential', 'JsonSchemaCredential'],
    issuer: 'https://example.com/issuers/14',
    credentialSchema: {
      id: 'https://www.w3.org/2022/credentials/v2/json-schema-credential-schema.json',
      type: 'JsonSchema',
    },
    credentialSubject: { id, type: 'JsonSchema', jsonSchema: schemaOf($schema, schema), ...subject },
    ...change,
  });
  const kind = 'JsonSchemaCredential';
  const good = credentialOf(kind, 'https://example.com/credentials/3734');
  it.each<[string, object, readonly string[]]>([
    ['is as its schema says', schemaCredential(), ['success', 'schema_valid']],
    ['names another', schemaCredential({ id: 'https://example.com/other' }), ['failure', 'schema_other']],
    ['names one without URL', schemaCredential({ id: 'bad' }), ['failure', 'schema_other']],
    [
      'names no such type',
      schemaCredential({ type: ['VerifiableCredential'] }),
      ['failure', 'schema_credential_type'],
    ],
    [
      'names one without type of subject',
      schemaCredential({}, { type: undefined }),
      ['failure', 'schema_credential_subject'],
    ],
    [
      'names one of another type of subject',
      schemaCredential({}, { type: 'X' }),
      ['failure', 'schema_credential_subject'],
    ],
    [
      'names one without schema',
      schemaCredential({}, { jsonSchema: undefined }),
      ['failure', 'schema_credential_subject'],
    ],
    [
      'names one that is itself not of the schema of schemas',
      schemaCredential({ credentialSchema: { id: 'https://example.com/x', type: 'JsonSchema' } }),
      ['failure', 'schema_credential_schema'],
    ],
    ['has a schema without $id', schemaCredential({}, {}, { $id: undefined }), ['failure', 'schema_id']],
    ['has a schema whose $id is no URL', schemaCredential({}, {}, { $id: 'bad' }), ['failure', 'schema_id']],
    [
      'has a schema without $schema',
      schemaCredential({}, {}, { $schema: undefined }),
      ['failure', 'schema_draft_missing'],
    ],
    [
      'has a schema of an unknown draft',
      schemaCredential({}, {}, { $schema: 'https://json-schema.org/draft/unknown/schema' }),
      ['indeterminate', 'schema_draft_unknown'],
    ],
    [
      'is not as its schema says',
      schemaCredential({}, {}, { required: ['more'] }),
      ['failure', 'schema_invalid'],
    ],
  ])('a credential that %s', async (_name, document, expected) =>
    expect(await check(kind, document, good)).toEqual(expected),
  );

  it('a credential that calls it of another kind', async () =>
    expect(
      await check(kind, schemaCredential(), credentialOf('NotIt', 'https://example.com/credentials/3734')),
    ).toEqual(['failure', 'schema_other']));
});

describe('an evaluation in a thread of its own', () => {
  it('gives the same answers', async () => {
    expect(await evaluateApart({ draft: '2020-12', schema: { type: 'string' }, value: 'x' })).toBe('valid');
    expect(await evaluateApart({ draft: '7', schema: { type: 'string' }, value: 4 })).toBe('invalid');
    expect(await evaluateApart({ draft: '7', schema: { type: 'x' }, value: 4 })).toBe('not_evaluated');
  });

  it('ends a pattern that would never come to an end', async () => {
    const schema = { type: 'string', pattern: '^(a+)+$' };
    const value = `${'a'.repeat(60)}!`;
    expect(await evaluateApart({ draft: '2020-12', schema, value }, { maxMilliseconds: 1_500 })).toBe(
      'not_evaluated',
    );
  });
});

describe('a schema from elsewhere', () => {
  const body = toUtf8('{"$id":"https://example.com/s"}');
  const fetch: HttpFetch = async ({ url }) => {
    if (url !== 'https://example.com/s') throw new Error('unreachable');
    return { status: 200, headers: {}, body };
  };
  const pinned = new Map<string, unknown>([['https://kluscv.nl/schema/v1.json', { pinned: true }]]);
  const load = (schemaId: string, digestSRI?: string) =>
    loadSchema({ id: schemaId, digestSRI }, { pinned, fetch });

  it('is the pinned one, or what the guarded fetch gives, when its digest is right', async () => {
    const digest = `sha384-${createHash('sha384').update(body).digest('base64')}`;
    expect(await load('https://kluscv.nl/schema/v1.json')).toEqual({ pinned: true });
    expect(await load('https://example.com/s')).toEqual({ $id: 'https://example.com/s' });
    expect(await load('https://example.com/s', digest)).toEqual({ $id: 'https://example.com/s' });
  });

  it('is nothing when it cannot be had, or is another than the digest says', async () => {
    expect(await load('https://example.com/other')).toBeUndefined();
    expect(await load('https://example.com/s', 'sha384-AAAA')).toBeUndefined();
    expect(await load('https://example.com/s', 'md5-AAAA')).toBeUndefined();
  });
});

describe('the command', () => {
  it('writes what came out to a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kluscv-schema-'));
    const write = (name: string, value: unknown): string => {
      writeFileSync(join(folder, name), JSON.stringify(value));
      return join(folder, name);
    };
    const output = join(folder, 'out.json');
    const validate = async (credential: string): Promise<unknown> => {
      const program = new Command('kluscv').option('--json');
      register(program);
      const schema = write('schema.json', schemaOf(drafts['2020-12']));
      const files = ['--schema', schema, '--credential', credential, '--output', output];
      await program.parseAsync(['conformance', 'schema', 'validate', '--format', 'JsonSchema', ...files], {
        from: 'user',
      });
      return JSON.parse(readFileSync(output, 'utf8'));
    };
    try {
      expect(await validate(write('good.json', credentialOf('JsonSchema', id)))).toMatchObject({
        result: 'success',
      });
      expect(await validate(write('bad.json', credentialOf('JsonSchema', id, 4)))).toMatchObject({
        result: 'failure',
      });
      expect(await validate(join(folder, 'missing.json'))).toMatchObject({ result: 'failure' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
