/** Single checks asked by themselves, with what no whole credential brings to them: the form was looked at before. */
import { beforeAll, describe, expect, test } from 'vitest';
import { signJws } from '../../../core/proof/index.ts';
import type { JsonObject } from '../../../core/strict-json.ts';
import { checkClaims } from '../../../core/verify/checks/check-claims.ts';
import { checkKeyBinding } from '../../../core/verify/checks/check-key-binding.ts';
import { checkPresentationJwt } from '../../../core/verify/checks/check-presentation-jwt.ts';
import { checkPresentationProof } from '../../../core/verify/checks/check-presentation-proof.ts';
import { claims } from './a-platform.ts';
import { createHolder, createWorld } from './a-world.ts';

const { context } = createWorld([], new Map());
const worker = createHolder();
const holder = { kind: 'did', did: worker.did } as const;
const expected = { audience: 'x509_hash:reader', nonce: 'n-0S6_WzA2Mj_n-0S6_WzA2Mj' };
const seconds = context.now.getTime() / 1000;

describe('the claims', () => {
  const rating = { ...claims.rating };
  test.each<[string, JsonObject, string]>([
    ['all as the vocabulary says', claims, 'claims_read'],
    ['a mark without its scale', { ...claims, rating: { ratingValue: 4.7 } }, 'claims_incomplete'],
    ['a list of which every item was kept back', { ...claims, skills: [] }, 'claims_incomplete'],
    [
      'an item of which a member was kept back',
      { ...claims, hoursByYear: [{ year: '2026' }] },
      'claims_incomplete',
    ],
    ['a mark that is a text', { ...claims, rating: { ...rating, ratingValue: '4.7' } }, 'content_unknown'],
    ['a mark of fewer than none', { ...claims, rating: { ...rating, ratingCount: -1 } }, 'content_unknown'],
    ['a mark that is null', { ...claims, rating: null }, 'content_unknown'],
    ['an item that is no object', { ...claims, hoursByYear: ['2026'] }, 'content_unknown'],
    ['a member inside that nobody knows', { ...claims, rating: { ...rating, stars: 5 } }, 'content_unknown'],
    ['a name that is empty', { ...claims, name: '' }, 'content_unknown'],
    ['a first gig after the last', { ...claims, firstGigDate: '2029-01-01' }, 'content_unknown'],
    ['more who came than agreed', { ...claims, attendance: { attended: 11, agreed: 10 } }, 'content_unknown'],
    [
      'more who are satisfied than said so',
      { ...claims, satisfaction: { satisfied: 3, rated: 2 } },
      'content_unknown',
    ],
    ['a mark above its scale', { ...claims, rating: { ...rating, ratingValue: 9 } }, 'content_unknown'],
    [
      'a mark below its scale, of late',
      { ...claims, recentRating: { ratingValue: 0, worstRating: 1, bestRating: 5, window: 28 } },
      'content_unknown',
    ],
    [
      'a scale on which one is the best',
      { ...claims, rating: { ratingValue: 2, worstRating: 6, bestRating: 1, ratingCount: 9 } },
      'claims_read',
    ],
    ['more hours than anybody has', { ...claims, hoursWorked: 1e300 }, 'content_unknown'],
    [
      'more hours in a year than anybody has',
      { ...claims, hoursByYear: [{ year: '2026', hours: 1_000_001 }] },
      'content_unknown',
    ],
  ])('%s', (_thing, signed, code) => {
    expect(checkClaims(signed).code).toBe(code);
  });
});

describe('the proof of the holder around a JWT credential', () => {
  const payload = { iss: worker.did, aud: expected.audience, nonce: expected.nonce, iat: seconds };
  const check = async (change: JsonObject, header: JsonObject = { typ: 'JWT', kid: `${worker.did}#0` }) => {
    const members = Object.entries({ ...payload, ...change }).filter(([, value]) => value !== undefined);
    const compact = await signJws({ header, payload: Object.fromEntries(members) }, worker.signer);
    return checkPresentationJwt(compact, holder, expected, context);
  };

  test.each<[string, JsonObject, JsonObject?]>([
    ['the reader alone in a list', { aud: [expected.audience] }],
    ['nobody who says to have made it', { iss: undefined }],
    ['the holder inside vp', { vp: { holder: worker.did } }],
    ['a vp that is no object', { vp: 'none' }],
    ['no moment at which it was made', { iat: undefined }],
    ['an end that is within the clocks differing', { exp: seconds - 59 }],
    ['ten minutes since it was made', { iat: seconds - 600 }],
    ['a begin that is within the clocks differing', { nbf: seconds + 60 }],
    ['no type', {}, { kid: `${worker.did}#0` }],
  ])('holds with %s', async (_thing, change, header) => {
    expect(await check(change, header)).toBe('holder_proved');
  });

  test.each<[string, JsonObject, JsonObject?]>([
    ['a key without its DID', {}, { typ: 'JWT', kid: '#0' }],
    ['a key that is a number', {}, { typ: 'JWT', kid: 0 }],
    ['an empty name', { iss: '' }],
  ])('does not with %s', async (_thing, change, header) => {
    expect(await check(change, header)).toBe('holder_signature_invalid');
  });

  test('does not when it was made long before it was asked for', async () => {
    expect(await check({ iat: seconds - 661 })).toBe('holder_proof_old');
  });

  test.each([
    ['no JWT', 'a.b'],
    ['no JSON inside', `${Buffer.from('{"alg":"ES256"}').toString('base64url')}.AAAA.AAAA`],
    ['no object inside', `${Buffer.from('{"alg":"ES256"}').toString('base64url')}.MQ.AAAA`],
  ])('does not with %s', async (_thing, compact) => {
    expect(await checkPresentationJwt(compact, holder, expected, context)).toBe('holder_signature_invalid');
  });

  test('does not by a DID behind which no key can be read', async () => {
    const unreadable = { kind: 'did', did: 'did:jwk:e30' } as const;
    const compact = await signJws(
      { header: { kid: 'did:jwk:e30#0' }, payload: { nonce: 'x' } },
      worker.signer,
    );
    expect(await checkPresentationJwt(compact, unreadable, expected, context)).toBe(
      'holder_signature_invalid',
    );
  });
});

describe('the proof of the holder around a W3C credential', () => {
  let made: JsonObject;
  beforeAll(async () => {
    made = await worker.presentLdp([], expected);
  });

  test('holds, and only with the holder that it names', async () => {
    const check = (holderMember: unknown) =>
      checkPresentationProof({ ...made, holder: holderMember }, holder, expected, context);
    expect(await check(worker.did)).toBe('holder_proved');
    expect(await check({ id: worker.did })).toBe('holder_proved');
    for (const other of [null, {}, { id: createHolder().did }, [worker.did], 7])
      expect(await check(other)).toBe('holder_signature_invalid');
  });

  test('does not by a DID behind which no key can be read, nor by the key of somebody else', async () => {
    const { holder: _, ...unnamed } = made;
    for (const did of ['did:jwk:e30', createHolder().did]) {
      const other = { kind: 'did', did } as const;
      expect(await checkPresentationProof(unnamed, other, expected, context)).toBe(
        'holder_signature_invalid',
      );
    }
  });
});

describe('the proof of the holder behind an SD-JWT', () => {
  test.each([
    ['a key', { kind: 'jwk', jwk: worker.signer.publicJwk } as const, 'holder_proof_missing'],
    ['none', { kind: 'none' } as const, 'holder_key_missing'],
  ])('is missing, and the platform had put %s into it', async (_thing, bound, code) => {
    expect(await checkKeyBinding('a.b.c~', bound, expected, context)).toBe(code);
    expect(await checkKeyBinding('a.b.c~', bound, undefined, context)).toBe('holder_not_asked');
  });

  test('does not hold behind what is no SD-JWT, and where it is no JWT', async () => {
    const bound = { kind: 'jwk', jwk: worker.signer.publicJwk } as const;
    expect(await checkKeyBinding('garbage', bound, expected, context)).toBe('holder_proof_missing');
    expect(await checkKeyBinding('a.b.c~a.b.c', bound, expected, context)).toBe('holder_proof_missing');
  });
});
