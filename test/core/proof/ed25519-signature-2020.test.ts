/** The proof type from before DataIntegrityProof: verified for whoever takes everything, and for nobody else. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { loadDocument as loadPinned } from '../../../contexts/index.ts';
import { concatBytes, toUtf8 } from '../../../core/bytes.ts';
import { toBase58, verificationKeyFromMultikey } from '../../../core/keys/index.ts';
import { canonize } from '../../../core/proof/canonical/index.ts';
import {
  type AcceptedCryptosuites,
  allCryptosuites,
  verifyDataIntegrity,
} from '../../../core/proof/index.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { nodeCrypto as crypto } from '../../../server/node-crypto.ts';
import first from '../../vectors/data-integrity.json' with { type: 'json' };
import vector from '../../vectors/ed25519-signature-2020.json' with { type: 'json' };

const { credential } = vector;
const { proof } = credential;
const now = new Date('2026-11-14T12:00:00Z');

const loadDocument = async (url: string) =>
  url === 'https://www.w3.org/ns/credentials/examples/v2'
    ? { contextUrl: null, documentUrl: url, document: first.examplesContext }
    : loadPinned(url);

const check = async (document: JsonObject, accepted?: AcceptedCryptosuites) => {
  const verified = await verifyDataIntegrity(
    {
      document,
      expectedPurpose: 'assertionMethod',
      keyFor: async (method) => verificationKeyFromMultikey(method.slice(method.indexOf('#') + 1)),
      now,
      ...(accepted && { accepted }),
    },
    { crypto, loadDocument },
  );
  return verified.ok ? 'ok' : verified.error.code;
};
const withProof = (change: JsonObject) =>
  check({ ...credential, proof: { ...proof, ...change } }, allCryptosuites);

describe('Ed25519Signature2020', () => {
  it('holds in the vector of the VC-API suite for verifiers', async () => {
    expect(await check(credential, allCryptosuites)).toBe('ok');
  });

  it('signs the hash of its options, then that of the document', async () => {
    const secret = new Uint8Array(32).fill(7);
    const multikey = `z${toBase58(Uint8Array.of(0xed, 0x01, ...ed25519.getPublicKey(secret)))}`;
    const { proof: _, ...document } = credential;
    const { proofValue: __, ...rest } = proof;
    const options = { ...rest, verificationMethod: `did:key:${multikey}#${multikey}` };
    const hash = async (object: JsonObject) => sha256(toUtf8(await canonize(object, { loadDocument })));
    const signed = async (...parts: readonly JsonObject[]) => {
      const hashes = await Promise.all(parts.map(hash));
      const proofValue = `z${toBase58(ed25519.sign(concatBytes(...hashes), secret))}`;
      return check({ ...document, proof: { ...options, proofValue } }, allCryptosuites);
    };
    const read = { '@context': credential['@context'], ...options };
    expect(await signed(read, document)).toBe('ok');
    expect(await signed(document, read)).toBe('proof_signature');
    expect(await signed(document)).toBe('proof_signature');
  });

  it('is not taken for a KlusCV, alone or beside another', async () => {
    expect(await check(credential)).toBe('proof_unsupported');
    expect(await check({ ...credential, proof: [proof] })).toBe('proof_unsupported');
  });

  it.each<[string, JsonObject]>([
    ['the document', { ...credential, name: 'Another' }],
    ['the moment', { ...credential, proof: { ...proof, created: '2023-02-24T23:36:39Z' } }],
    ['a member of the proof', { ...credential, proof: { ...proof, nonce: 'x' } }],
  ])('does not hold once %s is another', async (_, changed) => {
    expect(await check(changed, allCryptosuites)).toBe('proof_signature');
  });

  it('needs its moment, and says no cryptosuite', async () => {
    const { created: _, ...timeless } = proof;
    expect(await check({ ...credential, proof: timeless }, allCryptosuites)).toBe('proof_malformed');
    expect(await withProof({ created: 'today' })).toBe('proof_malformed');
    expect(await withProof({ cryptosuite: 'eddsa-rdfc-2022' })).toBe('proof_malformed');
    expect(await withProof({ type: 'Ed25519Signature2018' })).toBe('proof_unsupported');
    expect(await withProof({ type: 'DataIntegrityProof' })).toBe('proof_malformed');
    expect(await withProof({ type: 'DataIntegrityProof', cryptosuite: 'Ed25519Signature2020' })).toBe(
      'proof_malformed',
    );
    expect(await withProof({ proofPurpose: 'authentication' })).toBe('proof_purpose');
    expect(await withProof({ created: '2027-02-24T23:36:38Z' })).toBe('proof_created');
  });

  it('is of no meaning without its context', async () => {
    const contexts = credential['@context'].slice(0, 1);
    expect(await check({ ...credential, '@context': contexts }, allCryptosuites)).toBe('document_invalid');
  });

  it('is by an Ed25519 key', async () => {
    const p256 = 'zDnaeTHfhmSaQKBc7CmdL3K7oYg3D6SC7yowe2eBeVd2DH32r';
    expect(await withProof({ verificationMethod: `did:key:${p256}#${p256}` })).toBe('proof_key');
  });
});
