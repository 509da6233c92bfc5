/** Whatever stands where a proof belongs: a code comes out, never an exception, and never "verified". */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../../contexts/index.ts';
import { didKeyFrom, didKeyMethodId } from '../../../core/did/index.ts';
import { fromBase58, toBase58, verificationKeyFromMultikey } from '../../../core/keys/index.ts';
import {
  allCryptosuites,
  type CryptosuiteName,
  issueBbsBaseProof,
  issueDataIntegrity,
  issueSdBaseProof,
  verifyDataIntegrity,
} from '../../../core/proof/index.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { createBbsSigner } from '../../../server/bbs-signer.ts';
import { createNodeSigner, nodeCrypto as crypto, generatePrivateJwk } from '../../../server/node-crypto.ts';

const now = new Date('2026-11-14T12:00:00Z');
const signers = {
  EdDSA: createNodeSigner(generatePrivateJwk('EdDSA')),
  ES256: createNodeSigner(generatePrivateJwk('ES256')),
  ES384: createNodeSigner(generatePrivateJwk('ES384')),
};
const bbs = await createBbsSigner();
const credential: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://kluscv.nl/ns/v1'],
  type: ['VerifiableCredential', 'KlusCVCredential'],
  issuer: 'did:example:platform',
  credentialSubject: { gigsCompleted: 12 },
};

const hashing = async (cryptosuite: CryptosuiteName, algorithm: keyof typeof signers) =>
  issueDataIntegrity(
    {
      credential,
      verificationMethod: didKeyMethodId(didKeyFrom(signers[algorithm].publicJwk)),
      created: now,
      cryptosuite,
    },
    { signer: signers[algorithm], loadDocument, crypto },
  );
const tools = { loadDocument, crypto, randomBytes: crypto.randomBytes };
const documents: readonly (readonly [string, JsonObject & { readonly proof: object }])[] = [
  ['eddsa-rdfc-2022', await hashing('eddsa-rdfc-2022', 'EdDSA')],
  ['eddsa-jcs-2022', await hashing('eddsa-jcs-2022', 'EdDSA')],
  ['ecdsa-rdfc-2019 P-256', await hashing('ecdsa-rdfc-2019', 'ES256')],
  ['ecdsa-rdfc-2019 P-384', await hashing('ecdsa-rdfc-2019', 'ES384')],
  ['ecdsa-jcs-2019 P-256', await hashing('ecdsa-jcs-2019', 'ES256')],
  ['ecdsa-jcs-2019 P-384', await hashing('ecdsa-jcs-2019', 'ES384')],
  [
    'ecdsa-sd-2023',
    await issueSdBaseProof(
      {
        credential,
        verificationMethod: didKeyMethodId(didKeyFrom(signers.ES256.publicJwk)),
        created: now,
      },
      {
        ...tools,
        signer: signers.ES256,
        createEphemeralSigner: () => createNodeSigner(generatePrivateJwk('ES256')),
      },
    ),
  ],
  [
    'bbs-2023',
    await issueBbsBaseProof(
      { credential, verificationMethod: didKeyMethodId(didKeyFrom(bbs.publicKey)), created: now },
      { ...tools, signer: bbs },
    ),
  ],
];

const check = async (document: unknown): Promise<string> => {
  const verified = await verifyDataIntegrity(
    {
      document,
      expectedPurpose: 'assertionMethod',
      keyFor: async (method) => verificationKeyFromMultikey(method.slice(method.indexOf('#') + 1)),
      now,
      accepted: allCryptosuites,
    },
    { crypto, loadDocument },
  );
  return verified.ok ? 'ok' : verified.error.code;
};

describe.each(documents)('%s', (name, document) => {
  const { proof, ...bare } = document;
  const isDisclosure = /sd|bbs/.test(name);
  const withMember = (member: string, value: unknown) => ({ ...bare, proof: { ...proof, [member]: value } });

  it('holds as it stands, or is a base proof', async () => {
    expect(await check(document)).toBe(isDisclosure ? 'proof_base' : 'ok');
  });

  it('is missing, or no proof at all', async () => {
    expect(await check(bare)).toBe('proof_missing');
    expect(await check({ ...bare, proof: undefined })).toBe('proof_missing');
    expect(await check({ ...bare, proof: [] })).toBe('proof_missing');
    for (const value of [
      null,
      '',
      'proof',
      0,
      1,
      true,
      false,
      {},
      [null],
      ['x'],
      [{}],
      [[]],
      [[proof]],
      [proof, null],
    ]) {
      expect(await check({ ...bare, proof: value }), JSON.stringify(value)).toBe('proof_malformed');
    }
  });

  it('has a value of another form', async () => {
    const text: unknown = Reflect.get(proof, 'proofValue');
    if (typeof text !== 'string') throw new Error('There is a value.');
    const other = isDisclosure ? 'z' : 'u';
    const bytes = fromBase58(text.slice(1));
    for (const value of [
      undefined,
      null,
      '',
      7,
      true,
      {},
      [],
      [text],
      text.slice(1),
      `${other}${text.slice(1)}`,
      `m${text.slice(1)}`,
      text[0],
      `${text} `,
      ` ${text}`,
      `${text}=`,
      `${text[0]}0OIl`,
      ...(bytes ? [`z${toBase58(bytes.subarray(1))}`, `z${toBase58(Uint8Array.of(1, ...bytes))}`] : []),
    ]) {
      expect(await check(withMember('proofValue', value)), String(value).slice(0, 20)).toBe(
        'proof_malformed',
      );
    }
  });

  it('has a signature of the other curve’s length', async () => {
    if (isDisclosure) {
      const prefix = name === 'bbs-2023' ? 'u2V0C' : 'u2V0A';
      expect(await check(withMember('proofValue', prefix))).toBe('proof_base');
      return;
    }
    const length = name.endsWith('P-384') ? 64 : 96;
    const value = `z${toBase58(new Uint8Array(length).fill(1))}`;
    expect(await check(withMember('proofValue', value))).toBe('proof_signature');
  });

  it('lacks a member, or has one of another kind', async () => {
    for (const member of ['type', 'cryptosuite', 'verificationMethod', 'proofPurpose']) {
      const { [member]: _, ...without } = proof as JsonObject;
      expect(await check({ ...bare, proof: without }), member).toBe('proof_malformed');
      for (const value of [null, 7, {}, [], ['x']]) {
        const code = member === 'type' ? 'proof_unsupported' : 'proof_malformed';
        expect(await check(withMember(member, value)), `${member} ${JSON.stringify(value)}`).toBe(code);
      }
    }
    for (const member of ['created', 'expires']) {
      for (const value of [
        null,
        7,
        '',
        'today',
        '2026-11-14',
        '2026-11-14T12:00',
        '2026-13-14T12:00:00Z',
        '2026-11-14T12:00Z',
        '2026-11-14T12:00:00+15:00',
        '2026-11-14T12:00:00+14:30',
        '2026-13-14T12:00:00',
        '2026-11-14 12:00:00',
        '2026-11-14t12:00:00z',
        {},
        [],
      ])
        expect(await check(withMember(member, value)), `${member} ${value}`).toBe('proof_malformed');
    }
    for (const [member, value] of [
      ['id', 7],
      ['id', ''],
      ['challenge', null],
      ['challenge', 7],
      ['domain', {}],
      ['domain', [7]],
      ['previousProof', 7],
    ] as const) {
      expect(await check(withMember(member, value)), member).toBe('proof_malformed');
    }
  });

  it('is of a suite, purpose or context that is not asked for', async () => {
    for (const suite of ['', 'constructor', 'EdDSA-RDFC-2022', 'eddsa-2022', 'ecdsa-xi-2023'])
      expect(await check(withMember('cryptosuite', suite)), suite).toBe('proof_unsupported');
    expect(await check(withMember('proofPurpose', 'authentication'))).toBe('proof_purpose');
    expect(await check(withMember('@context', ['https://www.w3.org/2018/credentials/v1']))).toBe(
      'proof_context',
    );
    expect(await check(withMember('@context', null))).toBe('proof_context');
    expect(await check(withMember('verificationMethod', 'did:example:x#y'))).toBe('proof_key');
    expect(await check(withMember('verificationMethod', '#'))).toBe('proof_key');
  });

  it('has a member that was not signed', async () => {
    const more = { ...bare, proof: { ...proof, nonce: 'x' } };
    expect(await check(more)).not.toBe('ok');
    const hidden: unknown = JSON.parse(`{"__proto__": {"x": 1}, ${JSON.stringify(proof).slice(1)}`);
    expect(await check({ ...bare, proof: hidden })).toBe('document_invalid');
    const inSubject: unknown = JSON.parse('{"__proto__": {"hoursWorked": 9}, "gigsCompleted": 12}');
    expect(await check({ ...document, credentialSubject: inSubject })).toBe('document_invalid');
    expect(await check({ ...document, evidence: [inSubject] })).toBe('document_invalid');
  });

  it('never verifies, and never throws, when any member is replaced by any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(proof)), fc.jsonValue(), async (member, value) => {
        fc.pre(JSON.stringify(value) !== JSON.stringify(Reflect.get(proof, member)));
        expect(await check(withMember(member, value))).not.toBe('ok');
      }),
      { numRuns: 50 },
    );
  });
});

describe('a member that JavaScript hides', () => {
  it('is not signed in silence', async () => {
    const hiding: JsonObject = {
      ...credential,
      credentialSubject: JSON.parse('{"gigsCompleted": 12, "__proto__": {"hoursWorked": 9}}'),
    };
    const request = {
      credential: hiding,
      verificationMethod: didKeyMethodId(didKeyFrom(signers.ES256.publicJwk)),
      created: now,
    };
    const createEphemeralSigner = () => createNodeSigner(generatePrivateJwk('ES256'));
    for (const issuing of [
      issueDataIntegrity(request, { signer: signers.ES256, loadDocument }),
      issueSdBaseProof(request, { ...tools, signer: signers.ES256, createEphemeralSigner }),
      issueBbsBaseProof(request, { ...tools, signer: bbs }),
    ])
      await expect(issuing).rejects.toMatchObject({ code: 'invalid_request' });
  });
});
