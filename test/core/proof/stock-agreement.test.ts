/** However a signed document is changed: ours accepts nothing that the stock library refuses, and the other way round. */
import { type Cryptosuite, DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as ecdsaJcs from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import { cryptosuite as ecdsaRdfc } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as eddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import { cryptosuite as eddsaRdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDocument as loadPinned } from '../../../contexts/index.ts';
import { didKeyFrom, didKeyMethodId } from '../../../core/did/index.ts';
import { publicJwkFromMultikey } from '../../../core/keys/index.ts';
import {
  allCryptosuites,
  type CryptosuiteName,
  issueDataIntegrity,
  verifyDataIntegrity,
} from '../../../core/proof/index.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { createNodeSigner, nodeCrypto as crypto, generatePrivateJwk } from '../../../server/node-crypto.ts';
import { loadDocument } from './load-did-key.ts';

const now = new Date('2026-11-14T12:00:00Z');

const cases: readonly {
  readonly cryptosuite: CryptosuiteName;
  readonly algorithm: 'EdDSA' | 'ES256' | 'ES384';
  readonly stock: Cryptosuite;
}[] = [
  { cryptosuite: 'eddsa-rdfc-2022', algorithm: 'EdDSA', stock: eddsaRdfc },
  { cryptosuite: 'eddsa-jcs-2022', algorithm: 'EdDSA', stock: eddsaJcs.createVerifyCryptosuite() },
  { cryptosuite: 'ecdsa-rdfc-2019', algorithm: 'ES384', stock: ecdsaRdfc },
  { cryptosuite: 'ecdsa-jcs-2019', algorithm: 'ES256', stock: ecdsaJcs.createVerifyCryptosuite() },
];

/** Values that mean the same in another form, or nearly. */
const odd: readonly unknown[] = [
  12,
  12.5,
  '12',
  1.2e1,
  1e21,
  -0,
  null,
  true,
  '',
  'Raúl',
  'Rau\u0301l',
  ['Raúl'],
  { '@value': 'Raúl' },
  { '@value': 'Raúl', '@language': 'nl' },
  { '@id': 'did:example:x' },
  { id: 'did:example:x' },
  { id: '_:b0' },
  [],
  {},
  [[]],
  'https://example.org/',
  '2026-11-14T00:00:00Z',
  '2026-11-14T00:00:00.000Z',
];
/** Ways to a member: some are there, some not, some are keywords in disguise. */
const places: readonly (readonly string[])[] = [
  ['name'],
  ['id'],
  ['issuer'],
  ['validFrom'],
  ['type'],
  ['@type'],
  ['@id'],
  ['@included'],
  ['@graph'],
  ['unknownTerm'],
  ['credentialSubject'],
  ['credentialSubject', 'name'],
  ['credentialSubject', '@id'],
  ['credentialSubject', 'gigsCompleted'],
  ['credentialSubject', 'https://kluscv.nl/ns#gigsCompleted'],
  ['credentialSubject', 'rating', 'ratingValue'],
  ['credentialSubject', 'rating', '@type'],
  ['credentialSubject', 'rating'],
  ['proof', 'created'],
  ['proof', 'id'],
  ['proof', 'nonce'],
  ['proof', 'domain'],
  ['proof', '@type'],
  ['proof', 'https://w3id.org/security#nonce'],
];

const replace = (object: unknown, [name = '', ...inner]: readonly string[], value: unknown): JsonObject => {
  const members: JsonObject = typeof object === 'object' && object !== null ? { ...object } : {};
  if (inner.length === 0 && value === undefined) {
    const { [name]: _, ...without } = members;
    return without;
  }
  return { ...members, [name]: inner.length === 0 ? value : replace(members[name], inner, value) };
};

describe.each(cases)('$cryptosuite with $algorithm', async ({ cryptosuite, algorithm, stock }) => {
  const signer = createNodeSigner(generatePrivateJwk(algorithm));
  const verificationMethod = didKeyMethodId(didKeyFrom(signer.publicJwk));
  const signed = await issueDataIntegrity(
    {
      credential: {
        '@context': ['https://www.w3.org/ns/credentials/v2', 'https://kluscv.nl/ns/v1'],
        type: ['VerifiableCredential', 'KlusCVCredential'],
        name: 'Raúl',
        issuer: 'did:example:platform',
        validFrom: '2026-11-14T00:00:00Z',
        credentialSubject: { name: 'Raúl', gigsCompleted: 12, rating: { ratingValue: 4.61, ratingCount: 9 } },
      },
      verificationMethod,
      created: now,
      cryptosuite,
    },
    { signer, loadDocument: loadPinned, crypto },
  );

  const byUs = async (document: JsonObject): Promise<string> => {
    const verified = await verifyDataIntegrity(
      {
        document,
        expectedPurpose: 'assertionMethod',
        keyFor: async (method) => publicJwkFromMultikey(method.slice(method.indexOf('#') + 1)),
        now,
        accepted: allCryptosuites,
      },
      { crypto, loadDocument: loadPinned },
    );
    return verified.ok ? 'ok' : verified.error.code;
  };
  const byStock = async ({ proof, ...document }: JsonObject): Promise<boolean> => {
    if (typeof proof !== 'object' || proof === null) return false;
    const suite = new DataIntegrityProof({ cryptosuite: stock });
    const { verified } = await suite.verifyProof({
      proof: structuredClone(proof),
      proofSet: [],
      document: structuredClone(document),
      documentLoader: loadDocument,
    });
    return verified;
  };

  it('agrees about the document as it was signed', async () => {
    expect(await byUs(signed)).toBe('ok');
    expect(await byStock(signed)).toBe(true);
  });

  it('agrees about every change', async () => {
    const change = fc.tuple(
      fc.constantFrom(...places),
      fc.oneof(fc.constantFrom(...odd), fc.constant(undefined), fc.jsonValue({ maxDepth: 2 })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        let document: JsonObject = signed;
        for (const [place, value] of changes) document = replace(document, place, value);
        const ours = await byUs(document);
        const theirs = await byStock(document);
        // Ours looks at the form of a proof too: there it may be the stricter one.
        if (/^proof_(malformed|created|expired|unsupported|context)$/.test(ours)) return;
        expect(ours === 'ok', `${ours}: ${JSON.stringify(document)}`).toBe(theirs);
      }),
      { numRuns: 150 },
    );
  });
});
