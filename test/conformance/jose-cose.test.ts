/** What the W3C's suite for JOSE and COSE asks, by its own table: issue, verify, and thirty ways to be refused. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { register } from '../../cli/commands/conformance.ts';
import {
  features,
  issueForSuite,
  type KeyFile,
  parseKeyFile,
  type SuiteResult,
  verifyForSuite,
} from '../../cli/conformance/jose/index.ts';
import { toBase64, toUtf8 } from '../../core/bytes.ts';
import { headerLabels, signCoseSign1 } from '../../core/proof/cose/index.ts';
import { signJws } from '../../core/proof/index.ts';
import { signDocumentJwt, signDocumentSdJwt } from '../../core/proof/jose/index.ts';
import { createNodeSigner, nodeCrypto } from '../../server/node-crypto.ts';
import vectors from '../vectors/vc-jose-cose.json' with { type: 'json' };

type KeyName = keyof typeof vectors.keys;
const keyOf = (name: string): KeyFile => parseKeyFile(vectors.keys[name as KeyName]);
const signerOf = (name: KeyName) => {
  const { privateJwk } = keyOf(name);
  if (!privateJwk) throw new Error('no private key');
  return createNodeSigner(privateJwk);
};
const featureOf = (name: string) => {
  const feature = features.get(name);
  if (!feature) throw new Error(name);
  return feature;
};
const issue = (document: unknown, key: KeyName, feature: string, disclosures?: readonly string[]) =>
  issueForSuite({ document, key: keyOf(key), feature: featureOf(feature), disclosures });
const verify = (text: string, key: KeyName, feature: string): Promise<SuiteResult> =>
  verifyForSuite({ text, key: keyOf(key), feature: featureOf(feature) });

const issuer = 'https://example.issuer/vc-jose-cose';
const credential = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  id: 'urn:uuid:0e5a7ec0-6f4c-4f53-b0b4-3a1c3f7f7f00',
  type: ['VerifiableCredential', 'ExampleCredential'],
  issuer,
  validFrom: '2024-01-01T00:00:00Z',
  credentialSubject: {
    id: 'did:example:subject',
    firstName: 'Jane',
    address: { street: 'Main', city: 'Anytown' },
    phoneNumbers: [{ number: '1' }, { number: '2' }],
  },
};
const envelope = {
  '@context': 'https://www.w3.org/ns/credentials/v2',
  type: 'EnvelopedVerifiableCredential',
  id: 'data:application/vc+jwt,eyJ.e30.x',
};
const presentation = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiablePresentation'],
  holder: issuer,
  verifiableCredential: [
    envelope,
    { ...envelope, id: 'data:application/vc+cose;base64,0oRY' },
    { ...envelope, id: 'data:application/vc+sd-jwt,eyJ.e30.x~' },
  ],
};
const documentOf = { credential, presentation };

describe('what others signed (vectors of the suite)', () => {
  it.each(vectors.signed)('$name', async ({ text, key, feature }) => {
    const { result, data } = await verify(text, key as KeyName, feature);
    expect([result, data]).toEqual(['success', expect.stringMatching(/^\{/)]);
  });

  it.each(vectors.signed)('$name, not with another key', async ({ text, key, feature }) => {
    const other = key === 'p256' ? 'p384' : 'p256';
    expect((await verify(text, other, feature)).result).toBe('failure');
  });

  it('not with another signature, nor in hexadecimal', async () => {
    const cose = vectors.signed.find(({ feature }) => feature === 'credential_cose')?.text ?? '';
    const bytes = Buffer.from(cose, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(await verify(bytes.toString('base64'), 'p256', 'credential_cose')).toMatchObject({
      result: 'failure',
      data: expect.stringMatching(/^cose_signature/),
    });
    const hex = Buffer.from(cose, 'base64').toString('hex');
    expect((await verify(hex, 'p256', 'credential_cose')).result).toBe('failure');
  });
});

describe.each([...features.keys()])('%s', (feature) => {
  const { kind, form } = featureOf(feature);

  it.each(Object.keys(vectors.keys) as KeyName[])('is issued and verified with %s', async (key) => {
    const issued = await issue(documentOf[kind], key, feature);
    expect(issued.result).toBe('success');
    const verified = await verify(issued.data, key, feature);
    expect(verified.result).toBe('success');
    expect(JSON.parse(verified.data)).toEqual(documentOf[kind]);
  });

  it('is not read as another kind or form', async () => {
    const { data } = await issue(documentOf[kind], 'p256', feature);
    for (const other of features.keys())
      if (other !== feature) expect((await verify(data, 'p256', other)).result, other).toBe('failure');
  });

  it('is not issued with a member that nobody knows, or in a wrong form', async () => {
    for (const change of [{ badExtension: { huh: 'what?' } }, { type: [] }, { '@context': [] }])
      expect((await issue({ ...documentOf[kind], ...change }, 'p256', feature)).result).toBe('failure');
    for (const nothing of [undefined, null, 'x', [], {}])
      expect((await issue(nothing, 'p256', feature)).result).toBe('failure');
  });

  it('does not verify when it is nothing, or half of it', async () => {
    const { data } = await issue(documentOf[kind], 'p256', feature);
    for (const text of ['', '.', '..', '~', 'x', data.slice(0, -20), `${data}x~.`, 'gA==', '0oRA'])
      expect((await verify(text, 'p256', feature)).result, text).toBe('failure');
    expect(form).toMatch(/^(jose|sdjwt|cose)$/);
  });
});

describe('a JWT is refused', () => {
  const sign = (document: object, header: object = {}) =>
    signJws({ header: { typ: 'vc+jwt', ...header }, payload: { ...document } }, signerOf('p256'));
  it.each<[string, object, object, string]>([
    ['of another type', credential, { typ: 'bad+typ' }, 'jwt_type'],
    ['without type', credential, { typ: undefined }, 'jwt_type'],
    ['with the claim vc', { ...credential, vc: 'oops' }, {}, 'claims_nested'],
    ['with the claim vp', { ...credential, vp: 'nooo' }, {}, 'claims_nested'],
    ['with another iss', { ...credential, iss: 'https://example.org/other' }, {}, 'claims_issuer'],
    ['with another jti', { ...credential, jti: 'urn:x:y' }, {}, 'claims_id'],
    ['with another sub', { ...credential, sub: 'did:example:other' }, {}, 'claims_subject'],
    ['with critical headers', credential, { crit: ['x'], x: 1 }, 'jws_critical'],
    [
      'that is no credential',
      { ...credential, credentialSubject: {} },
      {},
      'A credentialSubject says nothing',
    ],
  ])('%s', async (_name, document, header, code) => {
    const { result, data } = await verify(await sign(document, header), 'p256', 'credential_jose');
    expect([result, data]).toEqual(['failure', expect.stringContaining(code)]);
  });

  it('not when iss, jti, sub, a date as iat and a passed exp only repeat or tell the time', async () => {
    const claims = {
      iss: issuer,
      jti: credential.id,
      sub: 'did:example:subject',
      iat: '2024-01-01T00:00:00Z',
      exp: 1,
    };
    const text = await sign({ ...credential, ...claims }, { typ: 'application/vc+jwt' });
    expect((await verify(text, 'p256', 'credential_jose')).result).toBe('success');
  });
});

describe('a presentation is refused with', () => {
  it.each<[string, unknown]>([
    ['a credential that is no data: URL', { ...envelope, id: 'not-a-credential' }],
    ['an envelope of another kind', { ...envelope, id: 'data:application/jwt,eyJ' }],
    ['an envelope without type', { ...envelope, type: undefined }],
    ['a credential in no envelope', credential],
    ['a text', 'eyJ'],
  ])('%s', async (_name, inside) => {
    const document = JSON.parse(JSON.stringify({ ...presentation, verifiableCredential: [inside] }));
    for (const feature of ['presentation_jose', 'presentation_sdjwt', 'presentation_cose'])
      expect((await issue(document, 'p384', feature)).result).toBe('failure');
    const kind = 'presentation' as const;
    const signer = signerOf('p384');
    const jwt = await signDocumentJwt({ document, kind, keyId: undefined }, signer);
    expect((await verify(jwt, 'p384', 'presentation_jose')).result).toBe('failure');
    const content = { document, kind, keyId: undefined, places: [['holder']] };
    const sdJwt = await signDocumentSdJwt(content, { signer, crypto: nodeCrypto });
    expect((await verify(sdJwt, 'p384', 'presentation_sdjwt')).result).toBe('failure');
  });
});

it('reads a presentation whose enveloped COSE ends in a line feed, as some write it', async () => {
  const inside = { ...envelope, id: 'data:application/vc+cose;base64,0oRY\n' };
  const document = { ...presentation, verifiableCredential: [inside] };
  const jwt = await signDocumentJwt({ document, kind: 'presentation', keyId: undefined }, signerOf('p384'));
  expect((await verify(jwt, 'p384', 'presentation_jose')).result).toBe('success');
});

it('issues a presentation with a blank before the disclosure of an enveloped credential, as the suite has one', async () => {
  const inside = { ...envelope, id: 'data:application/vc+sd-jwt,eyJ.e30.x ~WyJ~' };
  const document = { ...presentation, verifiableCredential: [envelope, inside] };
  for (const feature of ['presentation_jose', 'presentation_sdjwt', 'presentation_cose']) {
    const { result, data } = await issue(document, 'p384', feature, []);
    expect(result).toBe('success');
    const verified = await verify(data, 'p384', feature);
    expect(JSON.parse(verified.data)).toEqual(document);
  }
});

describe('an SD-JWT', () => {
  it('discloses at nested places and elements, and hides what is kept back', async () => {
    const places = ['credentialSubject.address.street', 'credentialSubject.phoneNumbers[0]'];
    const { data } = await issue(credential, 'p521', 'credential_sdjwt', places);
    const [jwt = '', first, second, last] = data.split('~');
    expect([first, second, last].map((text) => typeof text)).toEqual(['string', 'string', 'string']);
    const shown = await verify(`${jwt}~${second}~`, 'p521', 'credential_sdjwt');
    expect(JSON.parse(shown.data).credentialSubject).toEqual({
      ...credential.credentialSubject,
      address: { city: 'Anytown' },
      phoneNumbers: [{ number: '1' }, { number: '2' }],
    });
    const hidden = await verify(`${jwt}~`, 'p521', 'credential_sdjwt');
    expect(JSON.parse(hidden.data).credentialSubject.phoneNumbers).toEqual([{ number: '2' }]);
    expect((await verify(`${jwt}~${second}~${second}~`, 'p521', 'credential_sdjwt')).result).toBe('failure');
  });

  it('is not issued with a place where there is nothing', async () => {
    await expect(
      issue(credential, 'p256', 'credential_sdjwt', ['credentialSubject.nothing']),
    ).rejects.toThrow(/no claim at a place/);
  });
});

describe('a COSE message is refused', () => {
  const sign = async (headers: readonly (readonly [number, unknown])[], payload: unknown = credential) =>
    toBase64(
      await signCoseSign1(
        { headers: new Map(headers), payload: toUtf8(JSON.stringify(payload)) },
        signerOf('p256'),
      ),
    );
  const type = [headerLabels.type, 'application/vc+cose'] as const;
  it.each<[string, readonly (readonly [number, unknown])[], unknown, string]>([
    ['without type', [], credential, 'cose_type'],
    ['of another type', [[headerLabels.type, 'really/bad']], credential, 'cose_type'],
    ['of another content type', [type, [headerLabels.contentType, 'very/bad']], credential, 'cose_type'],
    ['with critical headers', [type, [headerLabels.critical, [99]]], credential, 'cose_critical'],
    ['without JSON object', [type], [], 'cose_payload'],
    ['with the claim vc', [type], { ...credential, vc: 1 }, 'claims_nested'],
    ['of another algorithm', [type, [headerLabels.algorithm, -35]], credential, 'cose_algorithm'],
  ])('%s', async (_name, headers, payload, code) => {
    const { result, data } = await verify(await sign(headers, payload), 'p256', 'credential_cose');
    expect([result, data]).toEqual(['failure', expect.stringContaining(code)]);
  });
});

describe('the command', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kluscv-jose-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run = async (...args: string[]): Promise<void> => {
    const program = new Command('kluscv').option('--json');
    register(program);
    await program.parseAsync(['conformance', 'jose', ...args], { from: 'user' });
  };
  const at = (name: string, content?: string): string => {
    const path = join(folder, name);
    if (content !== undefined) writeFileSync(path, content);
    return path;
  };

  it('issues to a file and verifies it', async () => {
    const key = at('key.json', JSON.stringify(vectors.keys.p384));
    const output = at('out.json');
    const input = at('in.json', JSON.stringify(credential));
    const call = ['--key', key, '--feature', 'credential_sdjwt', '--output', output];
    await run('issue', '--input', input, ...call, '--sd');
    const issued = JSON.parse(readFileSync(output, 'utf8'));
    expect(issued).toEqual({ result: 'success', data: expect.stringMatching(/^eyJ.+~.+~$/) });
    await run('verify', '--input', at('signed.txt', issued.data), ...call);
    expect(JSON.parse(readFileSync(output, 'utf8')).result).toBe('success');
  });

  it('writes a failure of what cannot be read, and takes no feature that there is not', async () => {
    const key = at('key.json', JSON.stringify(vectors.keys.p384));
    const output = at('none.json');
    const call = ['--input', folder, '--key', key, '--output', output];
    await run('verify', ...call, '--feature', 'credential_jose');
    expect(JSON.parse(readFileSync(output, 'utf8')).result).toBe('failure');
    await expect(run('verify', ...call, '--feature', 'constructor')).rejects.toThrow(/--feature is one of/);
  });
});
