import {
  createDiscloseCryptosuite,
  createSignCryptosuite,
  createVerifyCryptosuite,
} from '@digitalbazaar/bbs-2023-cryptosuite';
import { ALGORITHMS, generateBbsKeyPair } from '@digitalbazaar/bls12-381-multikey';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { derive, issue, verifyCredential } from '@digitalbazaar/vc';
import { decode, encode } from 'cbor2';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../../core/bytes.ts';
import { didKeyFrom, didKeyMethodId } from '../../../core/did/index.ts';
import { verificationKeyFromMultikey } from '../../../core/keys/index.ts';
import {
  allCryptosuites,
  deriveSdProof,
  issueBbsBaseProof,
  verifyDataIntegrity,
} from '../../../core/proof/index.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { createBbsSigner } from '../../../server/bbs-signer.ts';
import { nodeCrypto as crypto } from '../../../server/node-crypto.ts';
import { loadDocument } from './load-did-key.ts';

const now = new Date('2026-11-14T12:00:00Z');
const signer = await createBbsSigner();
const did = didKeyFrom(signer.publicKey);
const verificationMethod = didKeyMethodId(did);
const credential: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://kluscv.nl/ns/v1'],
  type: ['VerifiableCredential', 'KlusCVCredential'],
  issuer: did,
  validFrom: '2026-11-14T00:00:00Z',
  credentialSubject: { name: 'Raúl', gigsCompleted: 12, rating: { ratingValue: 4.61, ratingCount: 9 } },
};
const tools = { signer, loadDocument, crypto, randomBytes: crypto.randomBytes };

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

const base = await issueBbsBaseProof({ credential, verificationMethod, created: now }, tools);
const gigs = ['/credentialSubject/gigsCompleted'];
const shown = await show(base, gigs);

describe('bbs-2023', () => {
  it('shows what was chosen and what the issuer made mandatory, and holds in ours and in the stock library', async () => {
    const { proof, ...document } = shown;
    expect(document).toEqual({
      '@context': credential['@context'],
      type: credential.type,
      issuer: did,
      validFrom: credential.validFrom,
      credentialSubject: { gigsCompleted: 12 },
    });
    expect(proof).toEqual({
      type: 'DataIntegrityProof',
      cryptosuite: 'bbs-2023',
      verificationMethod,
      proofPurpose: 'assertionMethod',
      proofValue: expect.stringMatching(/^u2V0D/),
    });
    expect(await check(shown)).toBe('ok');
    expect(await checkByStock(shown)).toBe(true);
  });

  it('is another proof each time it is derived', async () => {
    const again = await show(base, gigs);
    expect(await check(again)).toBe('ok');
    expect(again.proof).not.toEqual(shown.proof);
  });

  it('is derived and verified from what the stock library signs, and the other way round', async () => {
    const keyPair = await generateBbsKeyPair({ algorithm: ALGORITHMS.BBS_BLS12381_SHA256 });
    const issuer = `did:key:${keyPair.publicKeyMultibase}`;
    const stockSigner = keyPair.signer();
    const stockSigned = await issue({
      credential: structuredClone({ ...credential, issuer }),
      suite: new DataIntegrityProof({
        cryptosuite: createSignCryptosuite({ mandatoryPointers: ['/issuer'] }),
        date: null,
        signer: {
          ...stockSigner,
          id: `${issuer}#${keyPair.publicKeyMultibase}`,
          sign: async () => new Uint8Array(),
        },
      }),
      documentLoader: loadDocument,
      now,
    });
    const byUs = await show(stockSigned, gigs);
    expect(await check(byUs)).toBe('ok');
    const byStock = await derive({
      verifiableCredential: structuredClone(base),
      suite: new DataIntegrityProof({ cryptosuite: createDiscloseCryptosuite({ selectivePointers: gigs }) }),
      documentLoader: loadDocument,
    });
    expect(await check(byStock)).toBe('ok');
  });

  it('refuses a base proof, and a changed, added or removed claim', async () => {
    expect(await check(base)).toBe('proof_base');
    const changes: readonly JsonObject[] = [
      { credentialSubject: { gigsCompleted: 13 } },
      { credentialSubject: { gigsCompleted: 12, hoursWorked: 3 } },
      { credentialSubject: {} },
      { validFrom: undefined },
      { issuer: 'did:example:other' },
    ];
    for (const change of changes)
      expect(await check({ ...shown, ...change }), JSON.stringify(change)).toBe('proof_signature');
  });

  it('answers a value that cannot be read with a code', async () => {
    const { proofValue } = shown.proof as { proofValue: string };
    const bytes = fromBase64Url(proofValue.slice(1)) ?? new Uint8Array();
    const list = decode<unknown[]>(bytes.subarray(3), { preferMap: true });
    const withList = (changed: readonly unknown[]) => ({
      ...shown,
      proof: {
        ...shown.proof,
        proofValue: `u${toBase64Url(Uint8Array.of(0xd9, 0x5d, 3, ...encode(changed)))}`,
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
      'u2V0D',
    ]) {
      expect(await check({ ...shown, proof: { ...shown.proof, proofValue: value } }), String(value)).toBe(
        'proof_malformed',
      );
    }
    const replaced = (place: number, value: unknown) =>
      withList(list.map((one, index) => (index === place ? value : one)));
    for (const place of list.keys()) expect(await check(replaced(place, null))).toBe('proof_malformed');
    expect(await check(replaced(0, new Uint8Array(271)))).toBe('proof_malformed');
    expect(await check(replaced(0, new Uint8Array(272 + 32 * 500)))).toBe('proof_malformed');
    expect(await check(replaced(0, new Uint8Array(272 + 32 * 9)))).toBe('proof_signature');
    expect(await check(replaced(3, [2 ** 40]))).toBe('proof_malformed');
    expect(await check(replaced(3, [1, 0]))).toBe('proof_malformed');
    expect(await check(replaced(4, new Uint8Array(1)))).toBe('proof_signature');
  });

  it('wants a BLS key, and refuses points that are none', async () => {
    const other = await createBbsSigner();
    const foreign = { ...shown.proof, verificationMethod: didKeyMethodId(didKeyFrom(other.publicKey)) };
    expect(await check({ ...shown, proof: foreign })).toBe('proof_signature');
    const bad = didKeyFrom({ ...other.publicKey, x: toBase64Url(new Uint8Array(96)) });
    expect(
      await check({ ...shown, proof: { ...shown.proof, verificationMethod: didKeyMethodId(bad) } }),
    ).toBe('proof_signature');
    const wrongKind = { ...shown.proof, cryptosuite: 'ecdsa-sd-2023' };
    expect(await check({ ...shown, proof: wrongKind })).toBe('proof_key');
  });
});
