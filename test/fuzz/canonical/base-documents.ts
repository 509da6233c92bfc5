/** Documents as the product and others make them, to begin from. */
import { readFileSync } from 'node:fs';
import example from '../../../contexts/kluscv/v1.example.json' with { type: 'json' };

export type Document = Record<string, unknown>;

const v2 = 'https://www.w3.org/ns/credentials/v2';
const v1 = 'https://www.w3.org/2018/credentials/v1';
const dataIntegrity = 'https://w3id.org/security/data-integrity/v2';

const proofOptions: Document = {
  '@context': example['@context'],
  type: 'DataIntegrityProof',
  created: '2026-11-14T12:00:00Z',
  verificationMethod: 'did:web:poetsmaat.example#ed25519',
  cryptosuite: 'eddsa-rdfc-2022',
  proofPurpose: 'assertionMethod',
};

const presentationOptions: Document = {
  ...proofOptions,
  '@context': [v2],
  proofPurpose: 'authentication',
  challenge: 'a-challenge',
  domain: 'verifier.example',
  expires: '2026-11-15T12:00:00Z',
};

const statusList: Document = {
  '@context': [v2],
  id: 'https://poetsmaat.example/status/bitstring/1/revocation',
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer: 'did:web:poetsmaat.example',
  validFrom: '2026-11-14T00:00:00Z',
  validUntil: '2026-11-15T00:00:00Z',
  credentialSubject: {
    id: 'https://poetsmaat.example/status/bitstring/1/revocation#list',
    type: 'BitstringStatusList',
    statusPurpose: 'revocation',
    encodedList: 'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA',
    ttl: 300_000,
  },
};

const ofVersion1: Document = {
  '@context': [v1, dataIntegrity],
  id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
  type: ['VerifiableCredential'],
  issuer: { id: 'https://vc.example/issuers/5678' },
  issuanceDate: '2023-01-01T00:00:00Z',
  expirationDate: '2033-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:abcdefgh' },
  evidence: [{ id: 'https://a.example/evidence' }],
};

const generic: Document = {
  '@context': [v2, example['@context'][1]],
  id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc34',
  type: ['VerifiableCredential'],
  name: 'A credential',
  description: 'About nothing "much" \\ at all\nin two lines',
  issuer: { id: 'https://vc.example/issuers/14', name: 'An issuer', description: 'One' },
  validFrom: '2023-01-01T00:00:00Z',
  credentialSchema: [
    { id: 'https://a.example/one', type: 'JsonSchema' },
    { id: 'https://a.example/two', type: 'JsonSchema', digestSRI: 'sha384-abc' },
  ],
  credentialStatus: {
    id: 'https://a.example/status#1',
    type: 'BitstringStatusListEntry',
    statusPurpose: 'message',
    statusListIndex: '9',
    statusSize: 2,
    statusListCredential: 'https://a.example/status',
    statusMessage: [
      { status: '0x0', message: 'pending' },
      { status: '0x1', message: 'rejected' },
    ],
    statusReference: ['https://a.example/one', 'https://a.example/two'],
  },
  relatedResource: { id: 'https://a.example/image', mediaType: 'image/png', digestMultibase: 'zQm' },
  termsOfUse: { type: 'KlusCVCredential', name: 'a', rating: { ratingValue: 4.75 } },
  credentialSubject: [
    { id: 'did:example:one', name: 'One', skills: [{ id: 'https://a.example/skill', labelNl: 'x' }] },
    { name: 'Two', gigsCompleted: 3, hoursByYear: [{ year: '2024', hours: 0.1 }, { hours: 12345.678 }] },
  ],
};

const key: Document = {
  '@context': ['https://w3id.org/security/multikey/v1'],
  id: 'did:web:poetsmaat.example#ed25519',
  type: 'Multikey',
  controller: 'did:web:poetsmaat.example',
  publicKeyMultibase: 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQXJPt4swbTQ2',
  expires: '2030-01-01T00:00:00Z',
};

const presentation: Document = {
  '@context': [v2, example['@context'][1]],
  type: ['VerifiablePresentation'],
  holder: 'did:example:holder',
  termsOfUse: [{ type: 'JsonSchema', id: 'https://a.example/terms' }],
};

/** Whatever among the published vectors has contexts. */
const fromVectors = (): Document[] => {
  const found: Document[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('@context' in value) {
      const { proof: _proof, ...document } = value as Document;
      found.push(document);
    }
    Object.values(value).forEach(visit);
  };
  visit(JSON.parse(readFileSync(new URL('../../vectors/data-integrity.json', import.meta.url), 'utf8')));
  return found;
};

export const baseDocuments: readonly Document[] = [
  example,
  proofOptions,
  presentationOptions,
  statusList,
  ofVersion1,
  generic,
  key,
  presentation,
  ...fromVectors(),
];
