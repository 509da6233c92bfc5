/** What every question is asked about: one worker's claims, a platform's keys, and the stock libraries around the same bytes. */
import { readFileSync } from 'node:fs';
import { loadDocument } from '../contexts/index.ts';
import { Claims, type PartialClaims } from '../core/credential/claims.ts';
import { createCredential } from '../core/credential/index.ts';
import { multikeyFrom } from '../core/keys/index.ts';
import { createNodeSigner, generateKeyPairs } from '../server/node-crypto.ts';

const example = JSON.parse(
  readFileSync(new URL('../contexts/kluscv/v1.example.json', import.meta.url), 'utf8'),
);
const { id: _, ...subject } = example.credentialSubject;

export const claims: PartialClaims = Claims.partial().parse(subject);

const keys = generateKeyPairs();
export const ed25519 = createNodeSigner(keys.ed25519);
export const p256 = createNodeSigner(keys.p256);
export const did = 'did:web:issuer.example';
export const verificationMethod = `${did}#ed25519`;
export const now = new Date('2026-11-14T12:00:00Z');
export const loader = loadDocument;

export const unsigned = () =>
  createCredential({
    claims,
    issuer: did,
    subjectId: undefined,
    validFrom: now,
    validUntil: new Date('2031-11-14T00:00:00Z'),
  });

/** The key as stock libraries want it, for their verifying side. */
export const publicMultikey = {
  '@context': 'https://w3id.org/security/multikey/v1',
  id: verificationMethod,
  type: 'Multikey',
  controller: did,
  publicKeyMultibase: multikeyFrom(ed25519.publicJwk),
};

/** The stock library's view of the issuer: its DID document and key, from memory. */
export async function stockLoader(
  url: string,
): Promise<{ contextUrl: null; documentUrl: string; document: object }> {
  if (url === verificationMethod) return { contextUrl: null, documentUrl: url, document: publicMultikey };
  if (url === did) {
    const document = {
      '@context': 'https://www.w3.org/ns/did/v1',
      id: did,
      assertionMethod: [publicMultikey],
    };
    return { contextUrl: null, documentUrl: url, document };
  }
  return loadDocument(url);
}
