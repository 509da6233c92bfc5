import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import {
  createDiscloseCryptosuite,
  createSignCryptosuite,
  createVerifyCryptosuite,
} from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import { derive, issue, verifyCredential } from '@digitalbazaar/vc';
import { decode, encode } from 'cbor2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDocument as loadPinned } from '../../../contexts/index.ts';
import { fromBase64Url, toBase64Url } from '../../../core/bytes.ts';
import { didKeyFrom, didKeyMethodId } from '../../../core/did/index.ts';
import { publicJwkFromMultikey } from '../../../core/keys/index.ts';
import {
  type AcceptedCryptosuites,
  allCryptosuites,
  deriveSdProof,
  issueSdBaseProof,
  verifyDataIntegrity,
} from '../../../core/proof/index.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import {
  createEphemeralSigner,
  createNodeSigner,
  nodeCrypto as crypto,
  generatePrivateJwk,
} from '../../../server/node-crypto.ts';
import { loadDocument } from './load-did-key.ts';

const now = new Date('2026-11-14T12:00:00Z');
const signer = createNodeSigner(generatePrivateJwk('ES256'));
const did = didKeyFrom(signer.publicJwk);
const verificationMethod = didKeyMethodId(did);
const credential: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://kluscv.nl/ns/v1'],
  type: ['VerifiableCredential', 'KlusCVCredential'],
  issuer: did,
  validFrom: '2026-11-14T00:00:00Z',
  validUntil: '2027-11-14T00:00:00Z',
  credentialSubject: {
    name: 'Raúl',
    gigsCompleted: 12,
    rating: { ratingValue: 4.61, bestRating: 5, worstRating: 1, ratingCount: 9 },
  },
};
const signingTools = {
  signer,
  loadDocument,
  crypto,
  randomBytes: crypto.randomBytes,
  createEphemeralSigner,
};

const check = async (
  document: unknown,
  accepted: AcceptedCryptosuites = allCryptosuites,
): Promise<string> => {
  const verified = await verifyDataIntegrity(
    {
      document,
      expectedPurpose: 'assertionMethod',
      keyFor: async (method) => publicJwkFromMultikey(method.slice(method.indexOf('#') + 1)),
      now,
      accepted,
    },
    { crypto, loadDocument },
  );
  return verified.ok ? 'ok' : verified.error.code;
};
const checkByStock = async (document: object): Promise<boolean> => {
  const suite = new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() });
  const { verified } = await verifyCredential({
    credential: structuredClone(document),
    suite,
    documentLoader: loadDocument,
    now,
  });
  return verified;
};
const show = async (base: JsonObject, selectivePointers: readonly string[]) => {
  const derived = await deriveSdProof({ credential: base, selectivePointers }, { loadDocument });
  if (!derived.ok) throw new Error(derived.error.code);
  return derived.value;
};
const codeOf = async (base: JsonObject, selectivePointers: readonly string[]) => {
  const derived = await deriveSdProof({ credential: base, selectivePointers }, { loadDocument });
  return derived.ok ? 'ok' : derived.error.code;
};

const base = await issueSdBaseProof({ credential, verificationMethod, created: now }, signingTools);
const gigs = ['/credentialSubject/gigsCompleted'];
const shown = await show(base, gigs);

describe('ecdsa-sd-2023', () => {
  it('shows what was chosen and what the issuer made mandatory, and nothing else', async () => {
    const { proof, ...document } = shown;
    expect(document).toEqual({
      '@context': credential['@context'],
      type: credential.type,
      issuer: did,
      validFrom: credential.validFrom,
      validUntil: credential.validUntil,
      credentialSubject: { gigsCompleted: 12 },
    });
    expect(proof).toMatchObject({
      cryptosuite: 'ecdsa-sd-2023',
      proofValue: expect.stringMatching(/^u2V0B/),
    });
    expect(await check(shown)).toBe('ok');
    expect(await checkByStock(shown)).toBe(true);
  });

  it('holds for every choice, in ours and in the stock library', async () => {
    const leaves = ['name', 'gigsCompleted', 'rating/ratingValue', 'rating/bestRating', 'rating'];
    for (const pick of [[], [0], [2, 1], [4], [0, 1, 4], [2, 3]]) {
      const choice = pick.map((index) => `/credentialSubject/${leaves[index]}`);
      const document = await show(base, choice);
      expect(await check(document), choice.join()).toBe('ok');
      // A credential without a subject is none for the stock library, whatever its proof.
      expect(await checkByStock(document), choice.join()).toBe(pick.length > 0);
    }
  });

  it('is derived and verified from what the stock library signs, and the other way round', async () => {
    const stockSigned = await issue({
      credential: structuredClone(credential),
      suite: new DataIntegrityProof({
        cryptosuite: createSignCryptosuite({ mandatoryPointers: ['/issuer'] }),
        date: now,
        signer: { id: verificationMethod, algorithm: 'P-256', sign: ({ data }) => signer.sign(data) },
      }),
      documentLoader: loadDocument,
      now,
    });
    const byUs = await show(stockSigned, gigs);
    expect(await check(byUs)).toBe('ok');
    expect(await checkByStock(byUs)).toBe(true);
    const disclosing = new DataIntegrityProof({
      cryptosuite: createDiscloseCryptosuite({ selectivePointers: gigs }),
    });
    for (const signed of [stockSigned, base]) {
      const byStock = await derive({
        verifiableCredential: structuredClone(signed),
        suite: disclosing,
        documentLoader: loadDocument,
      });
      expect(await check(byStock)).toBe('ok');
    }
  });

  it('is chosen through a list of one and a party with only an id, where the stock library finds nothing', async () => {
    const skills = [
      { id: 'http://data.europa.eu/esco/isced-f/0811', gigs: 3 },
      { id: 'http://data.europa.eu/esco/isced-f/0812', gigs: 9 },
    ];
    for (const [count, loader] of [
      [1, loadDocument],
      [2, loadDocument],
      [1, loadPinned],
      [2, loadPinned],
    ] as const) {
      const document = {
        ...credential,
        issuer: { id: did },
        credentialSubject: { gigsCompleted: 12, skills: skills.slice(0, count) },
      };
      const signed = await issueSdBaseProof(
        { credential: document, verificationMethod, created: now, mandatoryPointers: ['/issuer/id'] },
        { ...signingTools, loadDocument: loader },
      );
      for (const pointer of [
        '/credentialSubject/skills/0',
        '/credentialSubject/skills/0/gigs',
        '/credentialSubject/skills',
      ]) {
        const derived = await deriveSdProof(
          { credential: signed, selectivePointers: [pointer] },
          { loadDocument: loader },
        );
        if (!derived.ok) throw new Error(`${pointer}: ${derived.error.code}`);
        expect(await check(derived.value), pointer).toBe('ok');
        expect(await checkByStock(derived.value), pointer).toBe(true);
        const { issuer, credentialSubject } = derived.value;
        expect(issuer).toEqual({ id: did });
        expect(credentialSubject).toEqual({
          skills: pointer.endsWith('skills') ? document.credentialSubject.skills : skills.slice(0, 1),
        });
      }
    }
  });

  it('is chosen through a list of one that compaction leaves a list', async () => {
    const stops = { '@id': 'https://example.org/#stops', '@container': '@set' };
    const document = {
      ...credential,
      '@context': ['https://www.w3.org/ns/credentials/v2', { stops, place: 'https://example.org/#place' }],
      type: ['VerifiableCredential'],
      credentialSubject: { stops: [{ place: 'Utrecht' }], place: 'Zwolle' },
    };
    const signed = await issueSdBaseProof(
      { credential: document, verificationMethod, created: now },
      signingTools,
    );
    const derived = await show(signed, ['/credentialSubject/stops/0/place']);
    expect(derived.credentialSubject).toEqual({ stops: [{ place: 'Utrecht' }] });
    expect(await check(derived)).toBe('ok');
    expect(await checkByStock(derived)).toBe(true);
  });

  it('refuses a base proof: it would show everything', async () => {
    expect(await check(base)).toBe('proof_base');
  });

  it('is refused where only the suites of a KlusCV are taken', async () => {
    const verified = await verifyDataIntegrity(
      { document: shown, expectedPurpose: 'assertionMethod', keyFor: async () => signer.publicJwk, now },
      { crypto, loadDocument },
    );
    expect(verified).toMatchObject({ ok: false, error: { code: 'proof_unsupported' } });
  });

  it('refuses a changed, added, removed or moved claim', async () => {
    const changes: readonly JsonObject[] = [
      { credentialSubject: { gigsCompleted: 13 } },
      { credentialSubject: { gigsCompleted: 12, hoursWorked: 3 } },
      { credentialSubject: {} },
      { validUntil: '2099-01-01T00:00:00Z' },
      { validUntil: undefined },
      { issuer: 'did:example:other' },
    ];
    for (const change of changes) {
      expect(await check({ ...shown, ...change }), JSON.stringify(change)).toBe('proof_signature');
      expect(await checkByStock(JSON.parse(JSON.stringify({ ...shown, ...change })))).toBe(false);
    }
    expect(await check({ ...shown, stars: 5 })).toBe('document_invalid');
    const rated = await show(base, ['/credentialSubject/rating']);
    const subject = { ratingValue: 4.61, bestRating: 5, worstRating: 1, ratingCount: 9 };
    expect(await check({ ...rated, credentialSubject: subject })).not.toBe('ok');
  });

  it('refuses a proof of another document of the same issuer', async () => {
    const other = await issueSdBaseProof(
      {
        credential: { ...credential, credentialSubject: { gigsCompleted: 900 } },
        verificationMethod,
        created: now,
      },
      signingTools,
    );
    const { proof } = await show(other, gigs);
    expect(await check({ ...shown, proof })).toBe('proof_signature');
    expect(await check({ ...shown, credentialSubject: { gigsCompleted: 900 } })).toBe('proof_signature');
  });

  it('answers a value that cannot be read with a code', async () => {
    const { proofValue } = shown.proof as { proofValue: string };
    const bytes = fromBase64Url(proofValue.slice(1)) ?? new Uint8Array();
    const list = decode<unknown[]>(bytes.subarray(3), { preferMap: true });
    const withList = (changed: readonly unknown[]) => ({
      ...shown,
      proof: {
        ...shown.proof,
        proofValue: `u${toBase64Url(Uint8Array.of(0xd9, 0x5d, 1, ...encode(changed)))}`,
      },
    });
    for (const value of [
      null,
      undefined,
      7,
      '',
      'u',
      proofValue.slice(1),
      `z${proofValue.slice(1)}`,
      'u2V0B',
      'u2V0C',
    ]) {
      expect(await check({ ...shown, proof: { ...shown.proof, proofValue: value } }), String(value)).toBe(
        'proof_malformed',
      );
    }
    expect(await check(withList(list))).toBe('ok');
    for (const [index, wrong] of [null, new Uint8Array(63), 'x', [], {}].flatMap((bad) =>
      list.map((_, place) => [place, bad] as const),
    )) {
      const changed = list.map((one, place) => (place === index ? wrong : one));
      expect(await check(withList(changed)), `${index} ${JSON.stringify(wrong)}`).toMatch(
        /^(proof_malformed|proof_signature|document_invalid)$/,
      );
    }
    expect(await check(withList(list.slice(0, 4)))).toBe('proof_malformed');
    expect(await check(withList([...list, 1]))).toBe('proof_malformed');
    expect(await check(withList([...list.slice(0, 4), [0, 0]]))).toBe('proof_malformed');
    expect(await check(withList([...list.slice(0, 4), [9999]]))).toBe('proof_signature');
    const [, , , labels, mandatory] = list;
    if (!(labels instanceof Map) || !Array.isArray(mandatory))
      throw new Error('There are labels and indexes.');
    expect(await check(withList([...list.slice(0, 4), [...mandatory, 9999]]))).toBe('proof_signature');
    expect(await check(withList([...list.slice(0, 3), new Map(), list[4]]))).toBe('document_invalid');
    const [label] = labels.values();
    const doubled = new Map([...labels, [labels.size, label]]);
    expect(await check(withList([...list.slice(0, 3), doubled, list[4]]))).toBe('proof_malformed');
  });

  it('never holds, and never throws, with any byte of its value changed', async () => {
    const { proofValue } = shown.proof as { proofValue: string };
    const bytes = fromBase64Url(proofValue.slice(1)) ?? new Uint8Array();
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (place, mask) => {
        const changed = bytes.map((byte, index) => (index === place ? byte ^ mask : byte));
        const proof = { ...shown.proof, proofValue: `u${toBase64Url(changed)}` };
        expect(await check({ ...shown, proof })).not.toBe('ok');
      }),
      { numRuns: 60 },
    );
  });

  it('refuses pointers to nothing, at issue and at choice', async () => {
    for (const pointer of [
      '/nothing',
      '/credentialSubject/toString',
      'issuer',
      '',
      '/',
      '/type/9',
      '/type/x',
      '/~2',
      '/proof',
    ]) {
      const issuing = issueSdBaseProof(
        { credential, verificationMethod, created: now, mandatoryPointers: [pointer] },
        signingTools,
      );
      await expect(issuing, pointer).rejects.toMatchObject({ code: 'invalid_request' });
      expect(await codeOf(base, [pointer]), pointer).toBe('pointer_invalid');
    }
    expect(await codeOf(shown, gigs)).toBe('proof_malformed');
    expect(await codeOf({ ...credential }, gigs)).toBe('proof_missing');
  });

  it('signs with P-256 alone, and no document that has a proof or names blank nodes', async () => {
    const other = createNodeSigner(generatePrivateJwk('EdDSA'));
    for (const [document, tools] of [
      [credential, { ...signingTools, signer: other }],
      [base, signingTools],
      [{ ...credential, credentialSubject: { name: '_:c14n0' } }, signingTools],
      [{ ...credential, stars: 5 }, signingTools],
    ] as const) {
      const issuing = issueSdBaseProof({ credential: document, verificationMethod, created: now }, tools);
      await expect(issuing).rejects.toMatchObject({ code: 'invalid_request' });
    }
  });
});
