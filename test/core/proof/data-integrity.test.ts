import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../../contexts/index.ts';
import { toBase64Url } from '../../../core/bytes.ts';
import { didKeyFrom, didKeyMethodId } from '../../../core/did/index.ts';
import { fromBase58, type PublicJwk, publicJwkFromMultikey, toBase58 } from '../../../core/keys/index.ts';
import {
  createPresentation,
  issueDataIntegrity,
  signPresentation,
  verifyDataIntegrity,
} from '../../../core/proof/data-integrity.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { createNodeSigner, nodeCrypto as crypto, generatePrivateJwk } from '../../../server/node-crypto.ts';
import published from '../../vectors/data-integrity.json' with { type: 'json' };

const now = new Date('2026-11-14T12:00:00Z');
const tools = { crypto, loadDocument };

/** The vectors use a context that no KlusCV may: only these tests know it. */
const loadExamples = async (url: string) =>
  url === 'https://www.w3.org/ns/credentials/examples/v2'
    ? { contextUrl: null, documentUrl: url, document: published.examplesContext }
    : loadDocument(url);

/** Keys of did:key alone. */
const keyFor = async (method: string): Promise<PublicJwk | undefined> =>
  publicJwkFromMultikey(method.slice(method.indexOf('#') + 1));

describe('the vectors of vc-di-eddsa B.1 and vc-di-ecdsa A.1', () => {
  it.each([
    ['eddsa-rdfc-2022', published.eddsaProof],
    ['ecdsa-rdfc-2019 with P-256', published.ecdsaProof],
  ])('%s verifies', async (_, proof) => {
    const document = { ...published.unsecured, proof };
    const verified = await verifyDataIntegrity(
      { document, expectedPurpose: 'assertionMethod', keyFor, now },
      { crypto, loadDocument: loadExamples },
    );
    expect(verified).toMatchObject({ ok: true, value: { verificationMethods: [proof.verificationMethod] } });
  });

  it('eddsa-rdfc-2022 is signed to the very same proof', async () => {
    const [, , ...seed] = fromBase58(published.eddsaSecretKey.slice(1)) ?? [];
    const { verificationMethod, created } = published.eddsaProof;
    const publicJwk = await keyFor(verificationMethod);
    if (publicJwk?.kty !== 'OKP') throw new Error('The vector has an Ed25519 key.');
    const signed = await issueDataIntegrity(
      { credential: published.unsecured, verificationMethod, created: new Date(created) },
      {
        signer: createNodeSigner({ ...publicJwk, d: toBase64Url(Uint8Array.from(seed)) }),
        loadDocument: loadExamples,
      },
    );
    expect(signed).toEqual({ ...published.unsecured, proof: published.eddsaProof });
  });
});

const suites = [
  ['eddsa-rdfc-2022', 'EdDSA'],
  ['ecdsa-rdfc-2019', 'ES256'],
] as const;

describe.each(suites)('%s', async (cryptosuite, algorithm) => {
  const signer = createNodeSigner(generatePrivateJwk(algorithm));
  const did = didKeyFrom(signer.publicJwk);
  const verificationMethod = didKeyMethodId(did);
  const credential: JsonObject = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://kluscv.nl/ns/v1'],
    type: ['VerifiableCredential', 'KlusCVCredential'],
    issuer: did,
    validFrom: '2026-11-14T00:00:00Z',
    credentialSubject: {
      name: 'Raúl',
      gigsCompleted: 12,
      rating: { ratingValue: 4.61, bestRating: 5, worstRating: 1, ratingCount: 9 },
    },
  };
  const frozen = structuredClone(credential);
  const signed = await issueDataIntegrity(
    { credential, verificationMethod, created: now },
    { signer, loadDocument },
  );
  const asked = { challenge: 'nonce-1', domain: 'x509_hash:abc' };
  const presentation = await signPresentation(
    {
      presentation: createPresentation({ holder: did, credentials: [signed] }),
      verificationMethod,
      ...asked,
      created: now,
    },
    { signer, loadDocument },
  );

  const check = async (
    document: unknown,
    changes: Partial<Parameters<typeof verifyDataIntegrity>[0]> = {},
  ) => {
    const verified = await verifyDataIntegrity(
      { document, expectedPurpose: 'assertionMethod', keyFor, now, ...changes },
      tools,
    );
    return verified.ok ? 'ok' : verified.error.code;
  };
  const checkPresentation = (document: unknown, changes = {}) =>
    check(document, { expectedPurpose: 'authentication', ...asked, ...changes });

  it('signs a new object and leaves the caller’s alone', () => {
    expect(credential).toEqual(frozen);
    expect(signed).toEqual({
      ...credential,
      proof: {
        type: 'DataIntegrityProof',
        cryptosuite,
        created: '2026-11-14T12:00:00Z',
        verificationMethod,
        proofPurpose: 'assertionMethod',
        proofValue: expect.stringMatching(/^z/),
      },
    });
  });

  it('verifies what it signed', async () => {
    expect(await check(signed)).toBe('ok');
    expect(await checkPresentation(presentation)).toBe('ok');
  });

  it('refuses a changed, added or removed claim', async () => {
    const subject = signed.credentialSubject;
    if (typeof subject !== 'object') throw new Error('There is a subject.');
    expect(await check({ ...signed, credentialSubject: { ...subject, gigsCompleted: 13 } })).toBe(
      'proof_signature',
    );
    expect(await check({ ...signed, credentialSubject: { ...subject, hoursWorked: 3 } })).toBe(
      'proof_signature',
    );
    expect(await check({ ...signed, validFrom: undefined })).not.toBe('ok');
    expect(await check({ ...signed, validUntil: '2099-01-01T00:00:00Z' })).toBe('proof_signature');
    expect(await check({ ...signed, issuer: 'did:web:evil.example' })).toBe('proof_signature');
  });

  it('refuses terms and contexts that are not defined (safe mode, no network)', async () => {
    expect(await check({ ...signed, stars: 5 })).toBe('document_invalid');
    const context = ['https://www.w3.org/ns/credentials/v2', 'https://evil.example/context'];
    expect(await check({ ...signed, '@context': context })).toBe('document_invalid');
    const bad = issueDataIntegrity(
      { credential: { ...credential, stars: 5 }, verificationMethod, created: now },
      { signer, loadDocument },
    );
    await expect(bad).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('refuses a proof that is missing or out of form', async () => {
    const { proof, ...bare } = signed;
    expect(await check(bare)).toBe('proof_missing');
    expect(await check({ ...bare, proof: [] })).toBe('proof_missing');
    for (const value of [
      null,
      {},
      'x',
      1,
      true,
      [null],
      [proof, {}],
      Array.from({ length: 11 }, () => proof),
    ]) {
      expect(await check({ ...bare, proof: value }), JSON.stringify(value)?.slice(0, 20)).toBe(
        'proof_malformed',
      );
    }
    for (const proofValue of [
      undefined,
      null,
      '',
      'z',
      'zzz',
      7,
      `z${toBase58(new Uint8Array(63))}`,
      `u${toBase64Url(new Uint8Array(64))}`,
    ]) {
      expect(await check({ ...bare, proof: { ...proof, proofValue } }), String(proofValue)).toBe(
        'proof_malformed',
      );
    }
    expect(await check({ ...bare, proof: { ...proof, created: '2026-11-14' } })).toBe('proof_malformed');
    for (const document of [null, undefined, 'x', 3, [], [signed]])
      expect(await check(document)).toBe('proof_malformed');
  });

  it('refuses another kind of proof, a cryptosuite that it does not know, and chains', async () => {
    const { proof } = signed;
    expect(await check({ ...signed, proof: { ...proof, type: 'Ed25519Signature2020' } })).toBe(
      'proof_unsupported',
    );
    for (const other of ['eddsa-jcs-2022', 'constructor', '']) {
      expect(await check({ ...signed, proof: { ...proof, cryptosuite: other } })).toBe('proof_unsupported');
    }
    expect(await check({ ...signed, proof: { ...proof, previousProof: 'urn:x' } })).toBe('proof_chain');
  });

  it('refuses the other suite’s name over the same key', async () => {
    const other = suites.find(([name]) => name !== cryptosuite)?.[0];
    expect(await check({ ...signed, proof: { ...signed.proof, cryptosuite: other } })).toBe('proof_key');
  });

  it('refuses a context inside the proof that gives terms another meaning', async () => {
    const proof = { ...signed.proof, '@context': ['https://www.w3.org/2018/credentials/v1'] };
    expect(await check({ ...signed, proof })).toBe('proof_context');
  });

  it('refuses a key that is not known, and a signature of another key', async () => {
    expect(await check(signed, { keyFor: async () => undefined })).toBe('proof_key');
    const other = createNodeSigner(generatePrivateJwk(algorithm)).publicJwk;
    expect(await check(signed, { keyFor: async () => other })).toBe('proof_signature');
  });

  it('wants every proof of a set to hold', async () => {
    const second = createNodeSigner(generatePrivateJwk(algorithm === 'ES256' ? 'EdDSA' : 'ES256'));
    const secondMethod = didKeyMethodId(didKeyFrom(second.publicJwk));
    const both = await issueDataIntegrity(
      { credential: signed, verificationMethod: secondMethod, created: now },
      { signer: second, loadDocument },
    );
    const verified = await verifyDataIntegrity(
      { document: both, expectedPurpose: 'assertionMethod', keyFor, now },
      tools,
    );
    expect(verified).toMatchObject({
      ok: true,
      value: { verificationMethods: [verificationMethod, secondMethod] },
    });
    const { proof } = both;
    if (!Array.isArray(proof)) throw new Error('There are two proofs.');
    const [good, bad] = proof;
    const forged = { ...bad, proofValue: good.proofValue };
    expect(await check({ ...both, proof: [good, forged] })).toBe('proof_signature');
    expect(await check({ ...both, proof: [forged, good] })).toBe('proof_signature');
  });

  it('refuses a proof for another purpose', async () => {
    expect(await checkPresentation(signed)).toBe('proof_purpose');
    expect(await check(presentation)).toBe('proof_purpose');
  });

  it('refuses a presentation for another challenge or domain, or with a claimed one', async () => {
    expect(await checkPresentation(presentation, { challenge: 'nonce-2' })).toBe('proof_challenge');
    expect(await checkPresentation(presentation, { domain: 'x509_hash:abd' })).toBe('proof_domain');
    const replayed = { ...presentation, proof: { ...presentation.proof, challenge: 'nonce-2' } };
    expect(await checkPresentation(replayed, { challenge: 'nonce-2' })).toBe('proof_signature');
  });

  it('takes a list of domains in any order, and no other list of as many', async () => {
    const domains = (domain: unknown) => ({ ...presentation, proof: { ...presentation.proof, domain } });
    const codeOf = (domain: unknown, expected: readonly string[] | string) =>
      checkPresentation(domains(domain), { domain: expected });
    // Their order and number decide before the signature, which is that over another domain.
    expect(await codeOf(['a', 'b'], ['b', 'a'])).toBe('proof_signature');
    expect(await codeOf(['a', 'b'], 'b')).toBe('proof_signature');
    for (const [said, expected] of [
      [
        ['a', 'c'],
        ['a', 'b'],
      ],
      [['a'], ['a', 'b']],
      [
        ['a', 'b', 'c'],
        ['a', 'b'],
      ],
      ['a', ['a', 'b']],
      [undefined, ['a']],
    ] as const)
      expect(await codeOf(said, expected)).toBe('proof_domain');
    expect(await codeOf(['a', 'c'], 'b')).toBe('proof_domain');
  });

  it('refuses to sign with a key that is none for the suite, or a proof before it that is not there', async () => {
    const request = { credential, verificationMethod, created: now };
    const other = algorithm === 'EdDSA' ? 'ecdsa-rdfc-2019' : 'eddsa-rdfc-2022';
    for (const wrong of [{ cryptosuite: other }, { previousProof: 'urn:uuid:none' }] as const)
      await expect(
        issueDataIntegrity({ ...request, ...wrong }, { signer, loadDocument }),
      ).rejects.toMatchObject({
        code: 'invalid_request',
      });
  });

  it('refuses a presentation with another credential in it', async () => {
    const other = await issueDataIntegrity(
      {
        credential: { ...credential, credentialSubject: { name: 'B', gigsCompleted: 1 } },
        verificationMethod,
        created: now,
      },
      { signer, loadDocument },
    );
    expect(await checkPresentation({ ...presentation, verifiableCredential: [other] })).toBe(
      'proof_signature',
    );
  });

  it('ends with the proof’s own expiry', async () => {
    const proof = { ...signed.proof, expires: '2026-11-14T11:59:59Z' };
    expect(await check({ ...signed, proof })).toBe('proof_expired');
  });
});
