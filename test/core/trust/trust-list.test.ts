import { describe, expect, it } from 'vitest';
import { signJws } from '../../../core/proof/jws.ts';
import {
  isOutdated,
  platformByDid,
  platformByUrl,
  signTrustList,
  TrustList,
  tookPart,
  verifierByCertificate,
  verifyTrustList,
} from '../../../core/trust/index.ts';
import { createNodeSigner, nodeCrypto as crypto, generatePrivateJwk } from '../../../server/node-crypto.ts';

const scheme = createNodeSigner(generatePrivateJwk('ES256'));
const hash = 'A'.repeat(43);

const poetsmaat = {
  name: 'Poetsmaat',
  kvkNumber: '12345678',
  url: 'https://klus.poetsmaat.example',
  did: 'did:web:klus.poetsmaat.example',
  otherDids: ['did:jwk:abc'],
  certificateAnchors: ['MIIB'],
  from: '2026-01-01',
};
const dagploeg = {
  ...poetsmaat,
  name: 'Dagploeg',
  url: 'https://dagploeg.example',
  did: 'did:web:dagploeg.example',
  otherDids: [],
  until: '2026-06-30',
};

const list: TrustList = {
  scheme: 'KlusCV',
  version: 3,
  issued: '2026-11-14T08:00:00Z',
  nextUpdate: '2026-11-21T08:00:00Z',
  platforms: [poetsmaat, dagploeg],
  verifiers: [{ name: 'UWV', certificateSha256: hash, purposes: ['uwv'] }],
};

const codeOf = async (jws: string, key = scheme.publicJwk) => {
  const verified = await verifyTrustList(jws, key, crypto);
  return verified.ok ? 'ok' : verified.error.code;
};

describe("the scheme's list", () => {
  it('comes back as it was signed', async () => {
    expect(await verifyTrustList(await signTrustList(list, scheme), scheme.publicJwk, crypto)).toEqual({
      ok: true,
      value: list,
    });
    expect(await codeOf(`\n${await signTrustList(list, scheme)}\n`)).toBe('ok');
  });

  it('is not taken from anybody else, nor changed', async () => {
    const jws = await signTrustList(list, scheme);
    expect(await codeOf(jws, createNodeSigner(generatePrivateJwk('ES256')).publicJwk)).toBe(
      'trust_list_signature',
    );
    const [header, , signature] = jws.split('.');
    const evil = (
      await signTrustList({ ...list, platforms: [{ ...poetsmaat, name: 'Evil' }] }, scheme)
    ).split('.')[1];
    expect(await codeOf([header, evil, signature].join('.'))).toBe('trust_list_signature');
  });

  it('is not taken from another message of the same key', async () => {
    expect(await codeOf(await signJws({ header: { typ: 'JWT' }, payload: list }, scheme))).toBe(
      'trust_list_malformed',
    );
    expect(await codeOf(await signJws({ header: {}, payload: list }, scheme))).toBe('trust_list_malformed');
    expect(await codeOf('x')).toBe('trust_list_malformed');
  });

  it('is malformed with another scheme, a missing date, or one DID or URL for two platforms', async () => {
    const sign = (payload: object) =>
      signJws({ header: { typ: 'kluscv-trust-list+jwt' }, payload: { ...payload } }, scheme);
    const { nextUpdate: _, ...undated } = list;
    for (const bad of [
      { ...list, scheme: 'Other' },
      undated,
      { ...list, extra: 1 },
      { ...list, platforms: [poetsmaat, { ...dagploeg, otherDids: ['did:jwk:abc'] }] },
      { ...list, platforms: [poetsmaat, { ...dagploeg, url: poetsmaat.url }] },
      { ...list, platforms: [{ ...poetsmaat, url: `${poetsmaat.url}/` }] },
      { ...list, platforms: [{ ...poetsmaat, did: 'poetsmaat' }] },
    ]) {
      expect(await codeOf(await sign(bad))).toBe('trust_list_malformed');
    }
    await expect(signTrustList({ ...list, version: 0 }, scheme)).rejects.toThrow();
  });

  it('names a platform by any of its DIDs or its URL, byte by byte', () => {
    expect(platformByDid(list, 'did:web:klus.poetsmaat.example')?.name).toBe('Poetsmaat');
    expect(platformByDid(list, 'did:jwk:abc')?.name).toBe('Poetsmaat');
    expect(platformByUrl(list, 'https://dagploeg.example')?.name).toBe('Dagploeg');
    for (const other of [
      'did:web:KLUS.poetsmaat.example',
      'did:web:klus.poetsmaat.example#k',
      '',
      'https://dagploeg.example',
    ]) {
      expect(platformByDid(list, other)).toBeUndefined();
    }
    for (const other of [
      'https://dagploeg.example/',
      'http://dagploeg.example',
      'https://dagploeg.example.evil.example',
    ]) {
      expect(platformByUrl(list, other)).toBeUndefined();
    }
  });

  it('names a registered verifier by its certificate', () => {
    expect(verifierByCertificate(list, hash)?.name).toBe('UWV');
    expect(verifierByCertificate(list, hash.toLowerCase())).toBeUndefined();
  });

  it('is outdated from nextUpdate on', () => {
    expect(isOutdated(list, new Date('2026-11-21T07:59:59Z'))).toBe(false);
    expect(isOutdated(list, new Date('2026-11-21T08:00:00Z'))).toBe(true);
  });

  it('says on which days a platform took part, both ends included', () => {
    const days = ['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'];
    expect(days.map((day) => tookPart(dagploeg, new Date(`${day}T12:00:00Z`)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(tookPart(poetsmaat, new Date('2099-01-01T00:00:00Z'))).toBe(true);
  });

  it('has a shape that one can rely on', () => {
    expect(TrustList.safeParse(list).success).toBe(true);
  });
});
