/** Sets and chains of proofs (VC Data Integrity 1.0 sections 4.3 and 4.5), their times and domains. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../../contexts/index.ts';
import { didKeyFrom, didKeyMethodId } from '../../../core/did/index.ts';
import { fromBase58, publicJwkFromMultikey, toBase58 } from '../../../core/keys/index.ts';
import {
  allCryptosuites,
  issueDataIntegrity,
  type ProofChoices,
  type ProofExpectation,
  verifyDataIntegrity,
} from '../../../core/proof/index.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { createNodeSigner, nodeCrypto as crypto, generatePrivateJwk } from '../../../server/node-crypto.ts';

const now = new Date('2026-11-14T12:00:00Z');
const createParty = (algorithm: 'EdDSA' | 'ES256' | 'ES384') => {
  const signer = createNodeSigner(generatePrivateJwk(algorithm));
  const did = didKeyFrom(signer.publicJwk);
  return { signer, did, verificationMethod: didKeyMethodId(did) };
};
const platform = createParty('EdDSA');
const auditor = createParty('ES256');
const credential: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://kluscv.nl/ns/v1'],
  type: ['VerifiableCredential', 'KlusCVCredential'],
  issuer: platform.did,
  credentialSubject: { name: 'Raúl', gigsCompleted: 12 },
};

const sign = (
  document: JsonObject,
  { signer, verificationMethod }: typeof platform,
  choices: ProofChoices = {},
) =>
  issueDataIntegrity(
    { credential: document, verificationMethod, created: now, ...choices },
    { signer, loadDocument, crypto },
  );
const check = async (document: unknown, changes: Partial<ProofExpectation> = {}): Promise<string> => {
  const verified = await verifyDataIntegrity(
    {
      document,
      expectedPurpose: 'assertionMethod',
      keyFor: async (method) => publicJwkFromMultikey(method.slice(method.indexOf('#') + 1)),
      now,
      accepted: allCryptosuites,
      ...changes,
    },
    { crypto, loadDocument },
  );
  return verified.ok ? 'ok' : verified.error.code;
};
const proofsOf = (document: JsonObject): readonly JsonObject[] => [document.proof].flat() as JsonObject[];

const first = await sign(credential, platform, { proofId: 'urn:proof:platform' });
const chained = await sign(first, auditor, {
  proofId: 'urn:proof:auditor',
  previousProof: 'urn:proof:platform',
});
const [platformProof = {}, auditorProof = {}] = proofsOf(chained);
const withProofs = (...proof: readonly unknown[]) => ({ ...credential, proof });

const sha256 = (text: string | undefined) =>
  createHash('sha256')
    .update(text ?? '')
    .digest();

describe('a chain of proofs', () => {
  it('holds in either order, and signs the proof before it', async () => {
    expect(await check(chained)).toBe('ok');
    expect(await check(withProofs(auditorProof, platformProof))).toBe('ok');
    const options = { algorithm: 'RDFC-1.0', documentLoader: loadDocument, safe: true, base: null };
    const { proofValue, ...proofOptions } = auditorProof;
    const canonical = (document: object) =>
      jsonld.canonize(document, { ...options, format: 'application/n-quads' });
    const data = Buffer.concat([
      sha256(await canonical({ '@context': credential['@context'], ...proofOptions })),
      sha256(await canonical({ ...credential, proof: [platformProof] })),
    ]);
    const { publicJwk } = auditor.signer;
    const signature = String(proofValue);
    const again = await crypto.verifySignature(
      'ES256',
      publicJwk,
      data,
      fromBase58(signature.slice(1)) ?? new Uint8Array(),
    );
    expect(again).toBe(true);
  });

  it('is refused when the proof before it is missing, changed, exchanged or another', async () => {
    expect(await check(withProofs(auditorProof))).toBe('proof_chain');
    const renamed = { ...platformProof, id: 'urn:proof:other' };
    expect(await check(withProofs(renamed, auditorProof))).toBe('proof_chain');
    const again = await sign(credential, platform, {
      proofId: 'urn:proof:platform',
      expires: new Date('2027-01-01'),
    });
    expect(await check(withProofs(...proofsOf(again), auditorProof))).toBe('proof_signature');
    const forged = { ...platformProof, proofValue: `z${toBase58(new Uint8Array(64).fill(7))}` };
    expect(await check(withProofs(forged, auditorProof))).toBe('proof_signature');
  });

  it('is refused when its link is cut, turned, or leads back to itself', async () => {
    const { previousProof: _, ...unlinked } = auditorProof;
    expect(await check(withProofs(platformProof, unlinked))).toBe('proof_signature');
    const selfLinked = { ...auditorProof, previousProof: 'urn:proof:auditor' };
    expect(await check(withProofs(platformProof, selfLinked))).toBe('proof_chain');
    const backLinked = { ...platformProof, previousProof: ['urn:proof:auditor'] };
    expect(await check(withProofs(backLinked, auditorProof))).toBe('proof_chain');
    const twin = { ...platformProof };
    expect(await check(withProofs(platformProof, twin, auditorProof))).toBe('proof_chain');
  });

  it('is refused when its link is in no form of the specification', async () => {
    for (const previousProof of [null, 7, {}, [], [7], [null], ['urn:proof:platform', 7]]) {
      const proof = { ...auditorProof, previousProof };
      expect(await check(withProofs(platformProof, proof)), JSON.stringify(previousProof)).toBe(
        'proof_malformed',
      );
    }
  });

  it('may build on several proofs, and on a chain', async () => {
    const third = await sign(chained, platform, {
      proofId: 'urn:proof:third',
      previousProof: ['urn:proof:platform', 'urn:proof:auditor'],
    });
    expect(await check(third)).toBe('ok');
    const [one, two, three] = proofsOf(third);
    expect(await check(withProofs(one, three))).toBe('proof_chain');
    expect(await check(withProofs(three, two, one))).toBe('ok');
    expect(await check(withProofs(one, two, { ...three, previousProof: 'urn:proof:platform' }))).toBe(
      'proof_signature',
    );
  });

  it('works with the JCS suites, whose hash has the proofs as they stand', async () => {
    const base = await sign(credential, platform, {
      cryptosuite: 'eddsa-jcs-2022',
      proofId: 'urn:proof:platform',
    });
    const both = await sign(base, auditor, {
      cryptosuite: 'ecdsa-jcs-2019',
      previousProof: 'urn:proof:platform',
    });
    expect(await check(both)).toBe('ok');
    const [one, two = {}] = proofsOf(both);
    const { proofValue, ...options } = two;
    const data = Buffer.concat([
      sha256(canonicalize(options)),
      sha256(canonicalize({ ...credential, proof: [one] })),
    ]);
    const signature = fromBase58(String(proofValue).slice(1)) ?? new Uint8Array();
    expect(await crypto.verifySignature('ES256', auditor.signer.publicJwk, data, signature)).toBe(true);
    expect(await check({ ...both, proof: [{ ...one, expires: '2027-01-01T00:00:00Z' }, two] })).toBe(
      'proof_signature',
    );
  });

  it('is not begun on a proof that is not there', async () => {
    const building = sign(first, auditor, { previousProof: 'urn:proof:nobody' });
    await expect(building).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(sign(credential, auditor, { previousProof: 'urn:x' })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });
});

describe('a set of proofs', () => {
  it('holds when all of them do, each by itself', async () => {
    const both = await sign(await sign(credential, platform), auditor);
    expect(await check(both)).toBe('ok');
    const [one, two] = proofsOf(both);
    expect(await check(withProofs(one))).toBe('ok');
    expect(await check(withProofs(two))).toBe('ok');
    expect(await check(withProofs(one, { ...two, proofValue: one?.proofValue }))).toBe('proof_signature');
  });

  it('may be of several suites and hashes', async () => {
    const third = createParty('ES384');
    let document: JsonObject = credential;
    for (const [party, cryptosuite] of [
      [platform, 'eddsa-rdfc-2022'],
      [third, 'ecdsa-rdfc-2019'],
      [auditor, 'ecdsa-rdfc-2019'],
      [platform, 'eddsa-jcs-2022'],
      [third, 'ecdsa-jcs-2019'],
    ] as const)
      document = await sign(document, party, { cryptosuite });
    expect(await check(document)).toBe('ok');
    expect(await check({ ...document, issuer: auditor.did })).toBe('proof_signature');
  });

  it('under JCS may have been signed before a context came to the end, and no other way', async () => {
    const contexts = ['https://www.w3.org/ns/credentials/v2', 'https://kluscv.nl/ns/v1'];
    const later = 'https://w3id.org/security/data-integrity/v2';
    const signed = await sign(credential, platform, { cryptosuite: 'eddsa-jcs-2022' });
    expect(await check({ ...signed, '@context': [...contexts, later] })).toBe('ok');
    expect(await check({ ...signed, '@context': [later, ...contexts] })).toBe('proof_context');
    expect(await check({ ...signed, '@context': contexts.slice(0, 1) })).toBe('proof_context');
    expect(await check({ ...signed, '@context': contexts.toReversed() })).toBe('proof_context');
    const [proof] = proofsOf(signed);
    const shortened = { ...proof, '@context': contexts.slice(0, 1) };
    expect(await check({ ...signed, proof: shortened })).toBe('proof_signature');
    // Over RDF it is the meaning that counts, which a context without terms of the document's does not change.
    const rdf = await sign(credential, platform);
    expect(await check({ ...rdf, '@context': [contexts[0], later, contexts[1]] })).toBe('ok');
  });

  it('is no set with anything else in it', async () => {
    for (const other of [null, 'x', 7, true, {}, [], [platformProof]]) {
      expect(await check(withProofs(platformProof, other)), JSON.stringify(other)).toBe('proof_malformed');
    }
    const unknown = { ...platformProof, id: 'urn:x', type: 'Ed25519Signature2018' };
    expect(await check(withProofs(platformProof, unknown))).toBe('proof_unsupported');
    const mixed = { ...platformProof, id: 'urn:x', type: 'Ed25519Signature2020' };
    expect(await check(withProofs(platformProof, mixed))).toBe('proof_malformed');
  });
});

describe('what a proof says of itself', () => {
  it('may be made by a clock a little ahead, as far as is configured', async () => {
    const ahead = await issueDataIntegrity(
      {
        credential,
        verificationMethod: platform.verificationMethod,
        created: new Date(now.getTime() + 90_000),
      },
      { signer: platform.signer, loadDocument },
    );
    expect(await check(ahead)).toBe('proof_created');
    expect(await check(ahead, { clockSkewSeconds: 90 })).toBe('ok');
    expect(await check(ahead, { clockSkewSeconds: 89 })).toBe('proof_created');
  });

  it('ends at its expiry, which is signed', async () => {
    const brief = await sign(credential, platform, { expires: new Date(now.getTime() + 1000) });
    expect(await check(brief)).toBe('ok');
    expect(await check(brief, { now: new Date(now.getTime() + 1000) })).toBe('proof_expired');
    const [proof] = proofsOf(brief);
    expect(await check(withProofs({ ...proof, expires: '2027-01-01T00:00:00Z' }))).toBe('proof_signature');
    // Without its zone a moment is one of UTC, whatever zone the machine is in (VC Data Integrity 1.0 section 2.1).
    const zoneless = { ...proof, expires: now.toISOString().slice(0, -1) };
    const oneMillisecondAgo = new Date(now.getTime() - 1);
    expect(await check(withProofs(zoneless))).toBe('proof_expired');
    expect(await check(withProofs(zoneless), { now: oneMillisecondAgo })).toBe('proof_signature');
    const later = new Date(now.getTime() + 60_001).toISOString().slice(0, -1);
    expect(await check(withProofs({ ...proof, created: later }))).toBe('proof_created');
    for (const expires of ['tomorrow', '2027-01-01', '2027-01-01T00:00', 7, null, '2027-02-30T00:00:00Z']) {
      expect(await check(withProofs({ ...proof, expires })), String(expires)).toBe('proof_malformed');
    }
  });

  it('names its readers, one or several', async () => {
    const several = ['a.example', 'b.example'];
    const proof = { ...platformProof, domain: several };
    expect(await check(withProofs(proof), { domain: 'c.example' })).toBe('proof_domain');
    expect(await check(withProofs(proof), { domain: ['a.example'] })).toBe('proof_domain');
    expect(await check(withProofs(platformProof), { domain: [] })).toBe('ok');
    expect(await check(withProofs(platformProof), { domain: 'a.example' })).toBe('proof_domain');
    // The domain passes, the signature was over none.
    expect(await check(withProofs(proof), { domain: 'b.example' })).toBe('proof_signature');
    expect(await check(withProofs(proof), { domain: ['b.example', 'a.example'] })).toBe('proof_signature');
  });
});
