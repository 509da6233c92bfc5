/** Members that JSON-LD processors take and forget: neither signed nor verified, wherever they stand. */
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../../contexts/index.ts';
import { didKeyFrom, didKeyMethodId } from '../../../core/did/index.ts';
import { verificationKeyFromMultikey } from '../../../core/keys/index.ts';
import { canonizeByLibrary } from '../../../core/proof/canonical/index.ts';
import {
  allCryptosuites,
  deriveSdProof,
  issueBbsBaseProof,
  issueDataIntegrity,
  issueSdBaseProof,
  verifyDataIntegrity,
} from '../../../core/proof/index.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { createBbsSigner } from '../../../server/bbs-signer.ts';
import {
  createEphemeralSigner,
  createNodeSigner,
  nodeCrypto as crypto,
  generatePrivateJwk,
} from '../../../server/node-crypto.ts';

const now = new Date('2026-11-14T12:00:00Z');
const ed25519 = createNodeSigner(generatePrivateJwk('EdDSA'));
const p256 = createNodeSigner(generatePrivateJwk('ES256'));
const bbs = await createBbsSigner();
const tools = { loadDocument, crypto, randomBytes: crypto.randomBytes };
const credential: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://kluscv.nl/ns/v1'],
  type: ['VerifiableCredential', 'KlusCVCredential'],
  issuer: 'did:example:platform',
  credentialSubject: { gigsCompleted: 12, rating: { ratingValue: 4.5 } },
};
const methodOf = (key: Parameters<typeof didKeyFrom>[0]) => didKeyMethodId(didKeyFrom(key));

const sign = (document: JsonObject) =>
  issueDataIntegrity(
    { credential: document, verificationMethod: methodOf(ed25519.publicJwk), created: now },
    { signer: ed25519, loadDocument, crypto },
  );
const signSd = (document: JsonObject) =>
  issueSdBaseProof(
    { credential: document, verificationMethod: methodOf(p256.publicJwk), created: now },
    { ...tools, signer: p256, createEphemeralSigner },
  );
const signBbs = (document: JsonObject) =>
  issueBbsBaseProof(
    { credential: document, verificationMethod: methodOf(bbs.publicKey), created: now },
    { ...tools, signer: bbs },
  );
const derive = async (base: JsonObject) => {
  const derived = await deriveSdProof({ credential: base, selectivePointers: ['/credentialSubject'] }, tools);
  if (!derived.ok) throw new Error(derived.error.message);
  return derived.value;
};
const check = async (document: JsonObject): Promise<string> => {
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

/** Those that jsonld.js knows and a node has no use for. */
const keywords = [
  '@base',
  '@container',
  '@default',
  '@direction',
  '@embed',
  '@explicit',
  '@json',
  '@language',
  '@none',
  '@omitDefault',
  '@prefix',
  '@preserve',
  '@protected',
  '@requireAll',
  '@version',
  '@vocab',
];
const content = { gigsCompleted: 9_000 };
const textOnly = new Set(['@direction', '@language']);
const contentOf = (keyword: string): unknown =>
  textOnly.has(keyword) ? { '@direction': 'rtl', '@language': 'nl' }[keyword] : content;

describe('a keyword that says nothing where it stands', async () => {
  const documents = [
    await sign(credential),
    await derive(await signSd(credential)),
    await derive(await signBbs(credential)),
  ];

  it.each(keywords)('%s is not valid when it was put in after signing', async (keyword) => {
    const member = { [keyword]: contentOf(keyword) };
    const subject = { gigsCompleted: 12, rating: { ratingValue: 4.5 } };
    for (const document of documents) {
      expect(await check(document)).toBe('ok');
      for (const changed of [
        { ...document, ...member },
        { ...document, credentialSubject: { ...subject, ...member } },
        { ...document, credentialSubject: { ...subject, rating: { ...subject.rating, ...member } } },
        { ...document, proof: { ...document.proof, ...member } },
      ])
        expect(await check(changed)).toBe('document_invalid');
    }
  });

  it.each(keywords)('%s is not signed in silence', async (keyword) => {
    const document = {
      ...credential,
      credentialSubject: { gigsCompleted: 12, [keyword]: contentOf(keyword) },
    };
    for (const signing of [sign(document), signSd(document), signBbs(document)])
      await expect(signing).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('is found under another name too', async () => {
    const aliased = {
      ...credential,
      '@context': [...[credential['@context']].flat(), { remark: '@default' }],
      credentialSubject: { gigsCompleted: 12, remark: content },
    };
    await expect(sign(aliased)).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('is none where it says something', async () => {
    const context = {
      texts: { '@id': 'https://a.example/texts', '@container': '@language' },
      free: { '@id': 'https://a.example/free', '@type': '@json' },
    };
    const document = {
      '@context': context,
      texts: { '@none': 'x', nl: 'y' },
      free: { '@default': { '@vocab': 1 } },
    };
    expect(await canonizeByLibrary(document, { loadDocument })).toBe(
      [
        '_:c14n0 <https://a.example/free> "{\\"@default\\":{\\"@vocab\\":1}}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON> .',
        '_:c14n0 <https://a.example/texts> "x" .',
        '_:c14n0 <https://a.example/texts> "y"@nl .',
        '',
      ].join('\n'),
    );
    const marked = { '@context': context, '@index': 'one', texts: { '@none': 'x' } };
    expect(await canonizeByLibrary(marked, { loadDocument })).toBe(
      '_:c14n0 <https://a.example/texts> "x" .\n',
    );
  });
});
