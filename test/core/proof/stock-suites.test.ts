/** Ours beside Digital Bazaar's libraries, both ways: what one signs, the other must take, and refuse once it was changed. */
import { type Cryptosuite, DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as ecdsaJcs from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import { cryptosuite as ecdsaRdfc } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as eddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import { cryptosuite as eddsaRdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue, verifyCredential } from '@digitalbazaar/vc';
import { describe, expect, it } from 'vitest';
import { didKeyFrom, didKeyMethodId } from '../../../core/did/index.ts';
import { publicJwkFromMultikey } from '../../../core/keys/index.ts';
import {
  type AcceptedCryptosuites,
  allCryptosuites,
  type CryptosuiteName,
  issueDataIntegrity,
  kluscvCryptosuites,
  verifyDataIntegrity,
} from '../../../core/proof/index.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { createNodeSigner, nodeCrypto as crypto, generatePrivateJwk } from '../../../server/node-crypto.ts';
import { loadDocument } from './load-did-key.ts';

const now = new Date('2026-11-14T12:00:00Z');

const cases: readonly {
  readonly cryptosuite: CryptosuiteName;
  readonly algorithm: 'EdDSA' | 'ES256' | 'ES384';
  readonly curve: string;
  readonly toSign: Cryptosuite;
  readonly toVerify: Cryptosuite;
}[] = [
  {
    cryptosuite: 'eddsa-rdfc-2022',
    algorithm: 'EdDSA',
    curve: 'Ed25519',
    toSign: eddsaRdfc,
    toVerify: eddsaRdfc,
  },
  {
    cryptosuite: 'eddsa-jcs-2022',
    algorithm: 'EdDSA',
    curve: 'Ed25519',
    toSign: eddsaJcs.createSignCryptosuite(),
    toVerify: eddsaJcs.createVerifyCryptosuite(),
  },
  ...(['P-256', 'P-384'] as const).flatMap((curve) => {
    const algorithm = curve === 'P-256' ? ('ES256' as const) : ('ES384' as const);
    return [
      {
        cryptosuite: 'ecdsa-rdfc-2019' as const,
        algorithm,
        curve,
        toSign: ecdsaRdfc,
        toVerify: ecdsaRdfc,
      },
      {
        cryptosuite: 'ecdsa-jcs-2019' as const,
        algorithm,
        curve,
        toSign: ecdsaJcs.createSignCryptosuite(),
        toVerify: ecdsaJcs.createVerifyCryptosuite(),
      },
    ];
  }),
];

describe.each(cases)('$cryptosuite with $curve', ({ cryptosuite, algorithm, curve, toSign, toVerify }) => {
  const signer = createNodeSigner(generatePrivateJwk(algorithm));
  const did = didKeyFrom(signer.publicJwk);
  const verificationMethod = didKeyMethodId(did);
  const credentials: readonly JsonObject[] = [
    {
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://kluscv.nl/ns/v1'],
      type: ['VerifiableCredential', 'KlusCVCredential'],
      issuer: did,
      validFrom: '2026-11-14T00:00:00Z',
      credentialSubject: { name: 'Raúl', gigsCompleted: 12 },
    },
    {
      '@context': ['https://www.w3.org/2018/credentials/v1', 'https://w3id.org/security/data-integrity/v2'],
      type: ['VerifiableCredential'],
      issuer: did,
      issuanceDate: '2026-11-14T00:00:00Z',
      credentialSubject: { id: 'did:example:worker' },
    },
  ];

  const byUs = async (document: unknown): Promise<string> => {
    const verified = await verifyDataIntegrity(
      {
        document,
        expectedPurpose: 'assertionMethod',
        keyFor: async (method) => publicJwkFromMultikey(method.slice(method.indexOf('#') + 1)),
        now,
        accepted: allCryptosuites,
      },
      { crypto, loadDocument },
    );
    return verified.ok ? 'ok' : verified.error.code;
  };
  const byStock = async (credential: object): Promise<boolean> => {
    const suite = new DataIntegrityProof({ cryptosuite: toVerify });
    const { verified } = await verifyCredential({
      credential: structuredClone(credential),
      suite,
      documentLoader: loadDocument,
      now,
    });
    return verified;
  };
  const changed = (document: JsonObject) => ({ ...document, issuer: 'did:example:somebody-else' });

  it('what we sign, the stock library takes, and refuses once changed', async () => {
    for (const credential of credentials) {
      const signed = await issueDataIntegrity(
        { credential, verificationMethod, created: now, cryptosuite },
        { signer, loadDocument, crypto },
      );
      expect(signed.proof).toMatchObject({ cryptosuite });
      expect(await byStock(signed)).toBe(true);
      expect(await byUs(signed)).toBe('ok');
      expect(await byStock(changed(signed))).toBe(false);
      expect(await byUs(changed(signed))).toBe('proof_signature');
    }
  });

  it('what the stock library signs, we take, and refuse once changed', async () => {
    for (const credential of credentials) {
      const suite = new DataIntegrityProof({
        cryptosuite: toSign,
        date: now,
        signer: { id: verificationMethod, algorithm: curve, sign: ({ data }) => signer.sign(data) },
      });
      const signed = await issue({
        credential: structuredClone(credential),
        suite,
        documentLoader: loadDocument,
        now,
      });
      expect(await byUs(signed)).toBe('ok');
      expect(await byUs(changed(signed))).toBe('proof_signature');
    }
  });

  it('reads a stock proof on a document whose own contexts know of no proofs', async () => {
    const [, { '@context': _, ...rest } = {}] = credentials;
    const document = { '@context': ['https://www.w3.org/2018/credentials/v1'], ...rest };
    const suite = new DataIntegrityProof({
      cryptosuite: toSign,
      date: now,
      signer: { id: verificationMethod, algorithm: curve, sign: ({ data }) => signer.sign(data) },
    });
    const proof = await suite.createProof({
      document,
      purpose: { update: async (draft) => ({ ...draft, proofPurpose: 'assertionMethod' }) },
      proofSet: [],
      documentLoader: loadDocument,
    });
    expect(await byUs({ ...document, proof })).toBe('ok');
    expect(await byUs({ ...changed(document), proof })).toBe('proof_signature');
  });

  it('gives the same bytes with the port’s hash and in JavaScript', async () => {
    const [credential = {}] = credentials;
    const request = { credential, verificationMethod, created: now, cryptosuite };
    const signedData: string[] = [];
    const noting = {
      ...signer,
      sign: async (data: Uint8Array) => {
        signedData.push(Buffer.from(data).toString('hex'));
        return signer.sign(data);
      },
    };
    await issueDataIntegrity(request, { signer: noting, loadDocument, crypto });
    await issueDataIntegrity(request, { signer: noting, loadDocument });
    expect(signedData[0]).toHaveLength(curve === 'P-384' ? 192 : 128);
    expect(signedData[1]).toBe(signedData[0]);
  });
});

describe('what a KlusCV may be signed with', () => {
  const verdict = async (
    cryptosuite: CryptosuiteName,
    algorithm: 'EdDSA' | 'ES256' | 'ES384',
    accepted?: AcceptedCryptosuites,
  ) => {
    const signer = createNodeSigner(generatePrivateJwk(algorithm));
    const document = await issueDataIntegrity(
      {
        credential: {
          '@context': ['https://www.w3.org/ns/credentials/v2', 'https://kluscv.nl/ns/v1'],
          type: ['VerifiableCredential', 'KlusCVCredential'],
          issuer: 'did:example:platform',
          credentialSubject: { gigsCompleted: 12 },
        },
        verificationMethod: 'did:example:platform#key',
        created: now,
        cryptosuite,
      },
      { signer, loadDocument, crypto },
    );
    const verified = await verifyDataIntegrity(
      {
        document,
        expectedPurpose: 'assertionMethod',
        keyFor: async () => signer.publicJwk,
        now,
        ...(accepted && { accepted }),
      },
      { crypto, loadDocument },
    );
    return verified.ok ? 'ok' : verified.error.code;
  };

  it('is two suites with one kind of key each, unless a caller says more', async () => {
    expect([...kluscvCryptosuites].map(([name, keys]) => [name, ...keys])).toEqual([
      ['eddsa-rdfc-2022', 'EdDSA'],
      ['ecdsa-rdfc-2019', 'ES256'],
    ]);
    expect(await verdict('eddsa-rdfc-2022', 'EdDSA')).toBe('ok');
    expect(await verdict('ecdsa-rdfc-2019', 'ES256')).toBe('ok');
    expect(await verdict('ecdsa-rdfc-2019', 'ES384')).toBe('proof_key');
    expect(await verdict('ecdsa-rdfc-2019', 'ES384', allCryptosuites)).toBe('ok');
    expect(await verdict('eddsa-jcs-2022', 'EdDSA')).toBe('proof_unsupported');
    expect(await verdict('ecdsa-jcs-2019', 'ES256')).toBe('proof_unsupported');
  });

  it('is never signed with a key of another kind than the suite has', async () => {
    for (const [cryptosuite, algorithm] of [
      ['eddsa-rdfc-2022', 'ES256'],
      ['eddsa-jcs-2022', 'ES384'],
      ['ecdsa-rdfc-2019', 'EdDSA'],
      ['ecdsa-jcs-2019', 'EdDSA'],
      ['ecdsa-sd-2023', 'ES256'],
    ] as const) {
      await expect(verdict(cryptosuite, algorithm), cryptosuite).rejects.toMatchObject({
        code: 'invalid_request',
      });
    }
  });
});
