/** Whether a credential still stands: bitstring lists and schemas, one thing wrong at a time. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkSchemas } from '../../cli/conformance/check-schemas.ts';
import { loadConformanceDocument } from '../../cli/conformance/load-document.ts';
import { checkBitstringStatus, createOwnStatusList } from '../../cli/conformance/status-list.ts';
import { createSuites } from '../../cli/conformance/suites.ts';
import { type VerifyTools, verifyAnyCredential } from '../../cli/conformance/verify-secured.ts';
import { kluscvSchema, kluscvSchemaUrl } from '../../contexts/index.ts';
import example from '../../contexts/kluscv/v1.example.json' with { type: 'json' };
import { createBitstring, encodeBitstringList } from '../../core/status/index.ts';
import { isJsonObject, type JsonObject } from '../../core/strict-json.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';

const now = new Date();
const suites = await createSuites(loadConformanceDocument);
const issuerOf = (suite: string) => {
  const found = suites.issuers.get(suite);
  if (found === undefined) throw new Error(suite);
  return found;
};
const issuer = issuerOf('eddsa-rdfc-2022');
const stranger = issuerOf('ecdsa-rdfc-2019-p256');
const list = createOwnStatusList(issuer, () => 'https://issuer.example', [7]);
const url = list.url();
const tools = (loadStatusList: VerifyTools['loadStatusList']): VerifyTools => ({
  crypto: nodeCrypto,
  loadDocument: loadConformanceDocument,
  loadStatusList,
  loadSchema: async () => undefined,
  now,
});

const check = async (
  change: (document: JsonObject) => JsonObject | undefined = (document) => document,
  { index = '8', purpose = 'revocation', by = issuer } = {},
): Promise<unknown> => {
  const { proof: _, ...unsigned } = await list.read(now);
  const changed = change(unsigned);
  const created = { mandatoryPointers: undefined, created: now };
  const signed = changed && (await by.issue({ credential: changed, ...created }));
  const load = async (asked: string): Promise<unknown> => (asked === url ? signed : undefined);
  const credentialStatus = {
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: index,
    statusListCredential: url,
  };
  const found = await checkBitstringStatus({ credentialStatus }, issuer.did, load, (document) =>
    verifyAnyCredential(document, 'strict', tools(load)),
  );
  return found.map(({ code }) => code);
};
const withSubject =
  (change: object) =>
  (document: JsonObject): JsonObject => ({
    ...document,
    credentialSubject: {
      ...(isJsonObject(document.credentialSubject) ? document.credentialSubject : {}),
      ...change,
    },
  });

describe('a credential with an entry in a bitstring list', () => {
  it('stands when its bit is not set, and does not when it is', async () => {
    expect(await check()).toEqual([]);
    expect(await check(undefined, { index: '7' })).toEqual(['status_revocation']);
    const suspended = withSubject({
      statusPurpose: 'suspension',
      encodedList: encodeBitstringList(createBitstring({ setIndexes: [9] })),
    });
    expect(await check(suspended, { index: '9', purpose: 'suspension' })).toEqual(['status_suspension']);
    expect(await check(suspended, { index: '8', purpose: 'suspension' })).toEqual([]);
  });

  it.each<[string, Parameters<typeof check>, string]>([
    ['cannot be had', [() => undefined], 'status_unreachable'],
    [
      'is over',
      [(old) => ({ ...old, validFrom: '2020-01-01T00:00:00Z', validUntil: '2021-01-01T00:00:00Z' })],
      'status_list_invalid',
    ],
    ['is signed by another', [undefined, { by: stranger }], 'status_list_invalid'],
    [
      'is of another issuer',
      [(old) => ({ ...old, issuer: stranger.did }), { by: stranger }],
      'status_list_foreign',
    ],
    [
      'is of another address',
      [(old) => ({ ...old, id: 'https://issuer.example/status/2' })],
      'status_list_foreign',
    ],
    ['is no list', [(old) => ({ ...old, type: ['VerifiableCredential'] })], 'status_list_foreign'],
    ['is of another purpose', [undefined, { purpose: 'suspension' }], 'status_list_purpose'],
    ['has no such place', [undefined, { index: '131072' }], 'status_range'],
    ['is not packed', [withSubject({ encodedList: 'uAAAA' })], 'status_list_malformed'],
    [
      'is a bomb',
      [withSubject({ encodedList: `u${gzipSync(new Uint8Array(50_000_000)).toString('base64url')}` })],
      'status_list_malformed',
    ],
  ])('does not stand when the list %s', async (_name, given, code) =>
    expect(await check(...given)).toEqual([code]),
  );

  it.each(['-1', '01', '1.5', 'x', ''])('is malformed with the index %j', async (index) =>
    expect(await check(undefined, { index })).toEqual(['status_malformed']),
  );

  it('does not stand with more entries than are looked at', async () => {
    const credentialStatus = new Array(11).fill({ type: 'BitstringStatusListEntry' });
    const found = await checkBitstringStatus(
      { credentialStatus },
      issuer.did,
      async () => undefined,
      async () => [],
    );
    expect(found.map(({ code }) => code)).toEqual(['status_too_many']);
  });

  it('is not asked about another kind of status', async () => {
    const credentialStatus = { type: 'https://example.org/#Other', id: 'urn:x:y' };
    const never = async (): Promise<never> => {
      throw new Error('asked');
    };
    expect(await checkBitstringStatus({ credentialStatus }, issuer.did, never, never)).toEqual([]);
  });
});

describe('a credential that names schemas', () => {
  const documents = new Map<string, unknown>([[kluscvSchemaUrl, kluscvSchema]]);
  const codes = async (credential: JsonObject, verified = true): Promise<unknown> =>
    (
      await checkSchemas(
        credential,
        async ({ id }) => documents.get(id),
        async () => (verified ? [] : [{ code: 'x', message: 'x' }]),
      )
    ).map(({ code }) => code);
  const named = { credentialSchema: { id: kluscvSchemaUrl, type: 'JsonSchema' } };

  it('stands when it is as they say', async () => {
    expect(await codes({ ...example, ...named })).toEqual([]);
    expect(await codes({})).toEqual([]);
    expect(await codes({ credentialSchema: { id: 'urn:x:y', type: 'https://example.org/#Other' } })).toEqual(
      [],
    );
  });

  it('does not when it is not, or when a schema cannot be had or believed', async () => {
    expect(await codes({ ...named, type: ['VerifiableCredential'] })).toEqual(['schema_invalid']);
    const elsewhere = {
      credentialSchema: [named.credentialSchema, { id: 'https://e.org/s', type: 'JsonSchema' }],
    };
    expect(await codes({ ...example, ...elsewhere })).toEqual(['schema_unreachable']);
    const about = { credentialSchema: { id: kluscvSchemaUrl, type: 'JsonSchemaCredential' } };
    expect(await codes({ ...example, ...about }, false)).toEqual(['schema_unverified']);
    const many = { credentialSchema: new Array(6).fill(named.credentialSchema) };
    expect(await codes({ ...example, ...many })).toEqual(['schema_too_many']);
  });
});
