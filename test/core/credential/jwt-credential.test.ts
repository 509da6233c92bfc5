/** VCDM 1.1 section 6.3.1, by hand: which member of a credential stands in which claim of the JWT. */
import { expect, it } from 'vitest';
import {
  createCredential,
  createJwtCredential,
  mandatoryPointersOf,
} from '../../../core/credential/index.ts';

const content = {
  claims: { platform: 'Poetsmaat', gigsCompleted: 3 },
  issuer: 'did:web:poetsmaat.example',
  subjectId: 'did:key:zWorker',
  issuedAt: new Date('2026-11-14T00:00:00Z'),
  validFrom: new Date('2026-11-14T00:00:00Z'),
  validUntil: new Date('2031-11-14T00:00:00.999Z'),
  status: [{ purpose: 'revocation' as const, index: 7, url: 'https://poetsmaat.example/status/1' }],
};

it('a credential as a payload says issuer, subject and period twice, in the words of each', () => {
  expect(createJwtCredential(content)).toEqual({
    iss: 'did:web:poetsmaat.example',
    sub: 'did:key:zWorker',
    iat: 1_794_614_400,
    nbf: 1_794_614_400,
    exp: 1_952_380_800,
    vc: {
      '@context': [
        'https://www.w3.org/2018/credentials/v1',
        'https://www.w3.org/ns/credentials/status/v1',
        'https://kluscv.nl/ns/v1',
      ],
      type: ['VerifiableCredential', 'KlusCVCredential'],
      issuer: 'did:web:poetsmaat.example',
      issuanceDate: '2026-11-14T00:00:00Z',
      expirationDate: '2031-11-14T00:00:00Z',
      credentialStatus: [
        {
          id: 'https://poetsmaat.example/status/1#7',
          type: 'BitstringStatusListEntry',
          statusPurpose: 'revocation',
          statusListIndex: '7',
          statusListCredential: 'https://poetsmaat.example/status/1',
        },
      ],
      credentialSubject: { id: 'did:key:zWorker', platform: 'Poetsmaat', gigsCompleted: 3 },
    },
  });
});

it('a payload has no subject where there is no holder, no status where there is no list, and never an id', () => {
  const { subjectId: _, status: __, ...bare } = content;
  const payload = createJwtCredential(bare);
  expect(Object.keys(payload)).toEqual(['iss', 'iat', 'nbf', 'exp', 'vc']);
  expect(payload.vc).not.toHaveProperty('credentialStatus');
  expect(payload.vc).toHaveProperty('credentialSubject', bare.claims);
});

it('mandatory is the frame, and what gives the figures their meaning, as far as they are there', () => {
  expect(mandatoryPointersOf(createCredential(content))).toEqual([
    '/issuer',
    '/validFrom',
    '/validUntil',
    '/credentialSchema',
    '/credentialStatus',
    '/credentialSubject/platform',
    '/credentialSubject/gigsCompleted',
  ]);
});
