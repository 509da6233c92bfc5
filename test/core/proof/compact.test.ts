import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { create as createQr } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { escoOccupations, escoSkills, sbiSectors } from '../../../contexts/index.ts';
import { concatBytes, fromUtf8, toBase64Url, toUtf8 } from '../../../core/bytes.ts';
import type { PartialClaims } from '../../../core/credential/claims.ts';
import { createCompactPayload } from '../../../core/proof/compact/compact-payload.ts';
import { shorterPayloads } from '../../../core/proof/compact/shorten-payload.ts';
import {
  claimsFromCompact,
  compactToDigits,
  createCompact,
  digitsToCompact,
  parseCompact,
  verifyCompact,
} from '../../../core/proof/compact.ts';
import { verifyJws } from '../../../core/proof/jws.ts';
import { createNodeSigner, nodeCrypto as crypto, generatePrivateJwk } from '../../../server/node-crypto.ts';

const signer = createNodeSigner(generatePrivateJwk('EdDSA'));
const issuerDid = 'did:web:klus.poetsmaat.example';
const keyId = `${issuerDid}#ed25519`;
const dates = { issuedAt: new Date('2026-11-14T13:00:00Z'), validUntil: new Date('2031-11-14T13:00:00Z') };
const status = { idx: 112_345, uri: 'https://klus.poetsmaat.example/status/token/1' };

const concept = ({ id, nl, en }: { id: string; nl: string; en: string }, gigs: number) => ({
  id,
  labelNl: nl,
  labelEn: en,
  gigs,
});
const sector = ({ code, nl, en }: { code: string; nl: string; en: string }, gigs: number) => ({
  scheme: 'SBI' as const,
  version: '2025',
  code,
  labelNl: nl,
  labelEn: en,
  gigs,
  hours: gigs * 2.25,
});

/** As full as paper gets: every fact, long names, three of each list. */
const facts: PartialClaims = {
  name: 'Maria-Theresia van den Heuvel-Wojciechowska',
  nameBasis: 'identity_document',
  platform: 'Poetsmaat Nederland',
  gigsCompleted: 1_234,
  firstGigDate: '2021-01-08',
  lastGigDate: '2026-11-09',
  asOf: '2026-11-13',
  hoursWorked: 4_059.25,
  weeksWorked: 180,
  clientCount: 140,
  occupations: escoOccupations.slice(0, 3).map((one, index) => concept(one, 1_000 - index)),
  skills: escoSkills.slice(0, 3).map((one, index) => concept(one, 900 - index)),
  sectors: sbiSectors.slice(0, 3).map((one, index) => sector(one, 800 - index)),
};

const make = (claims: PartialClaims, by = signer) =>
  createCompact({ claims, issuerDid, keyId, ...dates, status }, by);

const parse = (bytes: Uint8Array) => {
  const parsed = parseCompact(bytes);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};

/** A payload that our own side would never sign, packed and signed in form. */
const forge = async (payload: string, header = `{"alg":"EdDSA","typ":"kluscv-compact","kid":"${keyId}"}`) => {
  const input = toUtf8(`${toBase64Url(toUtf8(header))}.${toBase64Url(toUtf8(payload))}`);
  const length = Uint8Array.of(header.length >> 8, header.length & 0xff);
  const packed = deflateRawSync(concatBytes(length, toUtf8(header), toUtf8(payload)));
  return concatBytes(Uint8Array.of(1), await signer.sign(input), packed);
};

describe('the compact edition', () => {
  it('carries the facts, the issuer, the dates and the place in the status list', async () => {
    const parsed = parse(await make(facts));
    expect(claimsFromCompact(parsed.payload)).toEqual(facts);
    expect(parsed).toMatchObject({
      issuerDid,
      keyId,
      status,
      issuedAt: new Date('2026-11-14'),
      validUntil: new Date('2031-11-14'),
    });
    expect((await verifyCompact(parsed, signer.publicJwk, crypto)).ok).toBe(true);
  });

  it('fits a QR code of version 20 behind an address, in digits', async () => {
    const data = compactToDigits(await make(facts));
    const address = { data: toUtf8('https://controle.kluscv.nl/#'), mode: 'byte' as const };
    const segments = [address, { data, mode: 'numeric' as const }];
    expect(createQr(segments, { errorCorrectionLevel: 'M' }).version).toBeLessThanOrEqual(20);
  });

  it('is signed as a JWS over the same header and payload', async () => {
    const { signingInput, signature } = parse(await make(facts));
    const jws = `${fromUtf8(signingInput)}.${toBase64Url(signature)}`;
    expect((await verifyJws(jws, signer.publicJwk, crypto)).ok).toBe(true);
  });

  it('leaves out judgements, hours by period, texts, and what comes fourth in a list', async () => {
    const rating = { ratingValue: 4.5, worstRating: 1, bestRating: 5, ratingCount: 8 };
    const more: PartialClaims = {
      ...facts,
      birthDate: '1990-01-01',
      rating,
      attendance: { attended: 1, agreed: 1 },
      reviewCount: 4,
      hoursByYear: [{ year: '2026', hours: 3 }],
      generalSkills: 'tekst',
      skills: escoSkills.slice(0, 7).map((one, index) => concept(one, 900 - index)),
    };
    expect(claimsFromCompact(parse(await make(more)).payload)).toEqual(facts);
  });

  it('keeps the URI of a concept that our table does not have', async () => {
    const id = 'http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000000';
    const claims = { skills: [{ id, labelNl: id, labelEn: id, gigs: 2 }] };
    expect(claimsFromCompact(parse(await make(claims)).payload)).toEqual(claims);
  });

  it('comes back the same for any facts', async () => {
    const count = fc.integer({ min: 1, max: 1_000_000 });
    const date = fc
      .date({ min: new Date('1971-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((one) => one.toISOString().slice(0, 10));
    const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
    const some = fc.record(
      {
        name: text,
        platform: text,
        gigsCompleted: count,
        firstGigDate: date,
        lastGigDate: date,
        asOf: date,
        weeksWorked: count,
        hoursWorked: count.map((n) => n / 100),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(some, async (claims) => {
        const digits = compactToDigits(await make(claims));
        expect(claimsFromCompact(parse(digitsToCompact(digits) ?? new Uint8Array()).payload)).toEqual(claims);
      }),
      { numRuns: 50 },
    );
  });

  it('is not made when the addresses of its issuer do not fit a QR code', async () => {
    const uri = `https://klus.example/${Array.from({ length: 700 }, (_, index) => crypto.randomBytes(3).join(index.toString(36))).join('')}`;
    await expect(
      createCompact({ claims: facts, issuerDid, keyId, ...dates, status: { idx: 1, uri } }, signer),
    ).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('says so when the name was not checked', async () => {
    const parsed = parseCompact(await make({ ...facts, nameBasis: 'not_checked' }));
    expect(parsed.ok && parsed.value.payload.b).toBe(0);
    expect(parsed.ok && claimsFromCompact(parsed.value.payload).nameBasis).toBe('not_checked');
  });

  it('gives no claims of a payload that is out of form', async () => {
    const parsed = parseCompact(await make(facts));
    if (!parsed.ok) throw new Error(parsed.error.message);
    expect(() => claimsFromCompact({ ...parsed.value.payload, f: 10_000_000 })).toThrow();
    expect(() => claimsFromCompact({ ...parsed.value.payload, k: [['no such', 1]] })).toThrow();
  });

  it('loses texts and lists only when it must, and never a member that was not there', () => {
    const payload = createCompactPayload({ claims: { gigsCompleted: 1 }, ...dates });
    for (const shorter of shorterPayloads(payload)) expect(shorter).toStrictEqual(payload);
    const shortest = shorterPayloads(createCompactPayload({ claims: facts, ...dates })).at(-1);
    expect(Object.keys(shortest ?? {}).sort()).toEqual([...'abcfghlnptwx']);
  });

  it('is not made with a key of somebody else', async () => {
    const content = { claims: facts, issuerDid, keyId: 'did:web:evil.example#ed25519', ...dates };
    await expect(createCompact(content, signer)).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

describe('a compact edition is refused', () => {
  it('under another key, or another kind of key', async () => {
    const parsed = parse(await make(facts));
    const codeOf = async (key: typeof signer.publicJwk) => {
      const verified = await verifyCompact(parsed, key, crypto);
      return verified.ok ? 'ok' : verified.error.code;
    };
    expect(await codeOf(createNodeSigner(generatePrivateJwk('EdDSA')).publicJwk)).toBe('compact_signature');
    expect(await codeOf(createNodeSigner(generatePrivateJwk('ES256')).publicJwk)).toBe('compact_algorithm');
  });

  it('after any change of a bit', async () => {
    const bytes = await make(facts);
    for (let bit = 0; bit < bytes.length * 8; bit += 29) {
      const changed = Uint8Array.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const parsed = parseCompact(changed);
      const holds = parsed.ok && (await verifyCompact(parsed.value, signer.publicJwk, crypto)).ok;
      expect(holds, `bit ${bit}`).toBe(false);
    }
  });

  it('when it is empty, short, of another version, or unpacks to a bomb', async () => {
    const bytes = await make(facts);
    const bomb = concatBytes(bytes.subarray(0, 65), deflateRawSync(new Uint8Array(2_000_000)));
    const cases = [
      new Uint8Array(),
      bytes.subarray(0, 60),
      bytes.subarray(0, 90),
      concatBytes(Uint8Array.of(2), bytes.subarray(1)),
      bomb,
      new Uint8Array(5000).fill(1),
    ];
    for (const one of cases)
      expect(parseCompact(one)).toMatchObject({ ok: false, error: { code: 'compact_malformed' } });
  });

  it('with members that version 1 does not have, or twice, or a code that nobody knows', async () => {
    expect(parseCompact(await forge('{"t":1,"x":2,"g":3}')).ok).toBe(true);
    const bad = [
      '{"t":1,"x":2,"z":3}',
      '{"t":1,"x":2,"g":3,"g":4}',
      '{"t":1}',
      '[]',
      '',
      '{"t":1,"x":2,"k":[["S99.99",1]]}',
      '{"t":1,"x":2,"g":0}',
    ];
    for (const payload of bad) expect(parseCompact(await forge(payload)).ok, payload).toBe(false);
  });

  it('with a header out of form', async () => {
    const payload = '{"t":1,"x":2}';
    const bad = [
      `{"alg":"none","typ":"kluscv-compact","kid":"${keyId}"}`,
      `{"alg":"EdDSA","typ":"JWT","kid":"${keyId}"}`,
      `{"alg":"EdDSA","typ":"kluscv-compact"}`,
      `{"alg":"EdDSA","typ":"kluscv-compact","kid":"ed25519"}`,
      `{"alg":"EdDSA","typ":"kluscv-compact","kid":"${keyId}","crit":["x"]}`,
    ];
    for (const header of bad) expect(parseCompact(await forge(payload, header)).ok, header).toBe(false);
  });
});

describe('digits', () => {
  it('stand for the same bytes, whatever they are behind the first', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (rest) => {
        const bytes = Uint8Array.of(1, ...rest);
        const odd = Uint8Array.of(0x9c, ...rest);
        expect([...(digitsToCompact(compactToDigits(odd)) ?? [])]).toEqual([...odd]);
        expect([...(digitsToCompact(compactToDigits(bytes)) ?? [])]).toEqual([...bytes]);
      }),
    );
  });

  it('are refused with anything else between them, a leading zero, or too many', () => {
    for (const text of ['', '0', '012', '1.5', '-1', '1e3', '12 3', '１２', '9'.repeat(8000)]) {
      expect(digitsToCompact(text), text.slice(0, 8)).toBeUndefined();
    }
  });
});
