import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, fromUtf8, toUtf8 } from '../../../core/bytes.ts';
import type { PartialClaims } from '../../../core/credential/claims.ts';
import { PublicJwk } from '../../../core/keys/jwk.ts';
import { signJws } from '../../../core/proof/jws.ts';
import {
  issueSdJwt,
  parseSdJwt,
  presentSdJwt,
  selectDisclosures,
  verifyKeyBinding,
  verifySdJwt,
} from '../../../core/proof/sd-jwt.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';
import published from '../../vectors/sd-jwt-section-5.json' with { type: 'json' };

const crypto = nodeCrypto;
const issuer = createNodeSigner(generatePrivateJwk('ES256'));
const holder = createNodeSigner(generatePrivateJwk('ES256'));
const now = new Date('2026-11-14T13:37:42Z');

const claims: PartialClaims = {
  name: 'Raúl Şahin',
  platform: 'Poetsmaat',
  gigsCompleted: 12,
  firstGigDate: '2024-02-01',
  lastGigDate: '2026-10-30',
  asOf: '2026-11-13',
  hoursByYear: [
    { year: '2025', hours: 20.5 },
    { year: '2026', hours: 3.25 },
  ],
  rating: { ratingValue: 4.61, worstRating: 1, bestRating: 5, ratingCount: 9 },
};

const content = {
  claims,
  issuerUrl: 'https://klus.example',
  vct: 'https://kluscv.nl/vct/v1',
  holderJwk: holder.publicJwk,
  validFrom: now,
  validUntil: new Date('2031-11-14T13:37:42Z'),
  issuedAt: now,
  status: { idx: 4711, uri: 'https://klus.example/status/token/1' },
  x5c: ['MIIB'],
};
const credential = await issueSdJwt(content, { signer: issuer, crypto });

const openMembers = {
  iss: 'https://klus.example',
  iat: 1_794_614_400,
  nbf: 1_794_614_400,
  exp: 1_952_380_800,
  vct: 'https://kluscv.nl/vct/v1',
  cnf: { jwk: holder.publicJwk },
  status: { status_list: { idx: 4711, uri: 'https://klus.example/status/token/1' } },
};

const payloadOf = async (compact: string) => {
  const verified = await verifySdJwt(compact, issuer.publicJwk, crypto);
  if (!verified.ok) throw new Error(verified.error.message);
  return verified.value.payload;
};

describe('the example of RFC 9901 section 5', () => {
  const issuerJwk = PublicJwk.parse(published.issuerJwk);
  const types = ['example+sd-jwt'];

  it('gives the processed payload of section 5.2', async () => {
    const verified = await verifySdJwt(published.presentation, issuerJwk, crypto, { types });
    expect(verified).toMatchObject({ ok: true, value: { payload: published.processed } });
    expect(verified.ok && Object.keys(verified.value.payload).sort()).toEqual(
      Object.keys(published.processed).sort(),
    );
  });

  it('is bound to its holder, audience and nonce', async () => {
    const expectation = {
      presentation: published.presentation,
      holderJwk: PublicJwk.parse(published.processed.cnf.jwk),
      audience: published.audience,
      nonce: published.nonce,
      now: new Date(published.iat * 1000),
      skew: 0,
    };
    expect(await verifyKeyBinding(expectation, crypto)).toEqual({
      ok: true,
      value: { issuedAt: new Date(published.iat * 1000) },
    });
  });

  it('is reduced by the holder to the same disclosures', async () => {
    const paths = [['given_name'], ['family_name'], ['address'], ['nationalities', 0]];
    const selected = await selectDisclosures(published.issued, paths, crypto);
    const wanted = published.presentation.slice(0, published.presentation.lastIndexOf('~') + 1);
    expect(selected.split('~').sort()).toEqual(wanted.split('~').sort());
  });

  it('is not a KlusCV: its type is refused by default', async () => {
    const verified = await verifySdJwt(published.presentation, issuerJwk, crypto);
    expect(verified).toMatchObject({ ok: false, error: { code: 'sd_jwt_type' } });
  });
});

describe('a KlusCV as SD-JWT VC', () => {
  it('says in the open only what it must, with times rounded to the day', () => {
    const parsed = parseSdJwt(credential);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const { _sd, _sd_alg, ...open } = parsed.value.payload;
    expect(open).toEqual(openMembers);
    expect(_sd_alg).toBe('sha-256');
    expect(_sd).toHaveLength(Object.keys(claims).length);
    expect(parsed.value.header).toEqual({ typ: 'dc+sd-jwt', alg: 'ES256', x5c: ['MIIB'] });
  });

  it('has every claim, member and element in a disclosure of its own, under a salt of 128 bits', () => {
    const parsed = parseSdJwt(credential);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const disclosures = parsed.value.disclosures.map((text): unknown[] =>
      JSON.parse(fromUtf8(fromBase64Url(text) ?? new Uint8Array())),
    );
    expect(disclosures).toHaveLength(8 + 4 + 2 + 4);
    const salts = disclosures.map(([salt]) => String(salt));
    expect(new Set(salts).size).toBe(salts.length);
    expect(salts.every((salt) => fromBase64Url(salt)?.length === 16)).toBe(true);
    for (const disclosure of disclosures) {
      const value = disclosure.at(-1);
      if (typeof value !== 'object' || value === null) continue;
      const plain = Array.isArray(value)
        ? value.filter((element) => !('...' in element))
        : Object.keys(value).filter((name) => name !== '_sd');
      expect(plain).toEqual([]);
    }
  });

  it('comes back whole with all disclosures, and empty with none', async () => {
    expect(await payloadOf(credential)).toEqual({ ...openMembers, ...claims });
    expect(await payloadOf(await selectDisclosures(credential, [], crypto))).toEqual(openMembers);
  });

  it('says of a copy for nobody that it is one, and no more', async () => {
    const signed = await issueSdJwt({ ...content, copy: {} }, { signer: issuer, crypto });
    expect(await payloadOf(signed)).toMatchObject({ copy: {} });
    const [, payload = ''] = signed.split('.');
    expect(JSON.parse(fromUtf8(fromBase64Url(payload) ?? new Uint8Array())).copy).toEqual({});
  });

  it('leaves out claims that are undefined', async () => {
    const signed = await issueSdJwt(
      {
        ...content,
        claims: {
          name: 'A',
          rating: {
            ...(claims.rating ?? { worstRating: 1, bestRating: 5, ratingCount: 1 }),
            ratingValue: undefined,
          },
        },
      },
      { signer: issuer, crypto },
    );
    expect(await payloadOf(signed)).toEqual({
      ...openMembers,
      name: 'A',
      rating: { worstRating: 1, bestRating: 5, ratingCount: 9 },
    });
  });

  it('needs no holder on paper', async () => {
    const { holderJwk: _, ...paper } = content;
    expect(await payloadOf(await issueSdJwt(paper, { signer: issuer, crypto }))).not.toHaveProperty('cnf');
  });

  it('is accepted by the @sd-jwt library, with key binding', async () => {
    const presentation = await presentSdJwt(
      {
        credential,
        paths: [['name'], ['rating', 'ratingCount']],
        audience: 'x509_hash:a',
        nonce: 'n-1',
        issuedAt: now,
      },
      { signer: holder, crypto },
    );
    const verify = (key: PublicJwk) => (data: string, signature: string) =>
      crypto.verifySignature('ES256', key, toUtf8(data), fromBase64Url(signature) ?? new Uint8Array());
    const library = new SDJwtVcInstance({
      hasher: (data) => crypto.sha256(typeof data === 'string' ? toUtf8(data) : new Uint8Array(data)),
      verifier: verify(issuer.publicJwk),
      kbVerifier: verify(holder.publicJwk),
      statusListFetcher: async () => '',
      statusVerifier: async () => true,
      statusValidator: async () => {},
    });
    const decoded = await library.decode(presentation);
    expect(await decoded.getClaims((data) => crypto.sha256(toUtf8(String(data))))).toMatchObject({
      name: 'Raúl Şahin',
      rating: { ratingCount: 9 },
    });
    const { payload } = await library.validate(presentation, { currentDate: now.getTime() / 1000 });
    expect(payload).toMatchObject({ name: 'Raúl Şahin', rating: { ratingCount: 9 } });
  });
});

describe('a presentation', () => {
  const present = (paths: Parameters<typeof selectDisclosures>[1]) =>
    selectDisclosures(credential, paths, crypto);

  it('opens everything under a path', async () => {
    expect(await payloadOf(await present([['rating']]))).toEqual({ ...openMembers, rating: claims.rating });
  });

  it('opens one member, with its parents and nothing beside it', async () => {
    expect(await payloadOf(await present([['rating', 'ratingCount']]))).toEqual({
      ...openMembers,
      rating: { ratingCount: 9 },
    });
  });

  it('opens one element of a list, or one member of every element', async () => {
    expect(await payloadOf(await present([['hoursByYear', 1]]))).toEqual({
      ...openMembers,
      hoursByYear: [{ year: '2026', hours: 3.25 }],
    });
    expect(await payloadOf(await present([['hoursByYear', null, 'hours']]))).toEqual({
      ...openMembers,
      hoursByYear: [{ hours: 20.5 }, { hours: 3.25 }],
    });
  });

  it('needs no disclosure for what is signed in the open', async () => {
    expect(await payloadOf(await present([['iss'], ['cnf', 'jwk', 'x']]))).toEqual(openMembers);
  });

  it('is not made of what the credential does not have', async () => {
    const missing = [
      ['birthDate'],
      ['rating', 'stars'],
      ['hoursByYear', 2],
      ['hoursByYear', 'year'],
      ['hoursByYear', 'length'],
      ['hoursByYear', 0, 'minutes'],
      ['hoursByYear', null, 'minutes'],
      ['name', null],
      ['name', 'length'],
      ['rating', 0],
      [],
    ];
    for (const path of missing) {
      await expect(present([path]), JSON.stringify(path)).rejects.toMatchObject({ code: 'invalid_request' });
    }
    const [jwt = '', one = ''] = (await present([['name']])).split('~');
    await expect(selectDisclosures(`${jwt}~${one}~${one}~`, [], crypto)).rejects.toMatchObject({
      code: 'invalid_request',
    });
    const years = await signJws({ header: {}, payload: { years: { 7: 'x' } } }, holder);
    await expect(selectDisclosures(`${years}~`, [['years', 7]], crypto)).rejects.toMatchObject({
      code: 'invalid_request',
    });
    await expect(selectDisclosures('x', [], crypto)).rejects.toMatchObject({ code: 'invalid_request' });
  });
});
