import { describe, expect, test } from 'vitest';
import example from '../../../contexts/kluscv/v1.example.json' with { type: 'json' };
import { createCredential, PartialClaims } from '../../../core/credential/index.ts';

const { id: subjectId, ...given } = example.credentialSubject;
const claims = PartialClaims.parse(given);
const url = 'https://poetsmaat.example/status/bitstring/1';

describe('the W3C envelope', () => {
  test('makes the example credential of the vocabulary', () => {
    const credential = createCredential({
      claims,
      issuer: 'did:web:poetsmaat.example',
      subjectId,
      validFrom: new Date('2026-11-14T00:00:00.123Z'),
      validUntil: new Date('2031-11-14T00:00:00Z'),
      status: [
        { purpose: 'revocation', index: 90210, url: `${url}/revocation` },
        { purpose: 'suspension', index: 90210, url: `${url}/suspension` },
      ],
    });
    expect(credential).toEqual(example);
  });

  test('has no id of its own, and no holder or status unless given', () => {
    const credential = createCredential({
      claims,
      issuer: 'did:web:poetsmaat.example',
      validFrom: new Date('2026-11-14T00:00:00Z'),
      validUntil: new Date('2031-11-14T00:00:00Z'),
    });
    expect(credential).not.toHaveProperty('id');
    expect(credential).not.toHaveProperty('credentialStatus');
    expect(credential.credentialSubject).toEqual(claims);
  });
});
