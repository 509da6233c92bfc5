import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { create as createQr } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { escoOccupations, escoSkills, sbiSectors } from '../../../contexts/index.ts';
import { toUtf8 } from '../../../core/bytes.ts';
import type { PartialClaims } from '../../../core/credential/claims.ts';
import { shortenText } from '../../../core/proof/compact/shorten-payload.ts';
import {
  claimsFromCompact,
  compactToDigits,
  createCompact,
  parseCompact,
  verifyCompact,
} from '../../../core/proof/compact.ts';
import { createNodeSigner, nodeCrypto as crypto, generatePrivateJwk } from '../../../server/node-crypto.ts';

const signer = createNodeSigner(generatePrivateJwk('EdDSA'));
const dates = { issuedAt: new Date('2026-11-14'), validUntil: new Date('2031-11-14') };

const make = (claims: PartialClaims, host = 'klus.poetsmaat.example') =>
  createCompact(
    {
      claims,
      issuerDid: `did:web:${host}`,
      keyId: `did:web:${host}#ed25519`,
      ...dates,
      status: { idx: 131_071, uri: `https://${host}/status/token/12` },
    },
    signer,
  );

const parse = (bytes: Uint8Array) => {
  const parsed = parseCompact(bytes);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};

/** The version of the QR code at level M, its digits behind an address. */
const versionOf = (bytes: Uint8Array, address = 'https://controle.kluscv.nl/#'): number =>
  createQr(
    [
      { data: toUtf8(address), mode: 'byte' },
      { data: compactToDigits(bytes), mode: 'numeric' },
    ],
    { errorCorrectionLevel: 'M' },
  ).version;

const concept = ({ id, nl, en }: { id: string; nl: string; en: string }, gigs: number) => ({
  id,
  labelNl: nl,
  labelEn: en,
  gigs,
});

const facts: PartialClaims = {
  nameBasis: 'identity_document',
  platform: 'Poetsmaat',
  gigsCompleted: 123_456,
  firstGigDate: '2016-01-08',
  lastGigDate: '2026-11-09',
  asOf: '2026-11-13',
  hoursWorked: 98_765.25,
  weeksWorked: 520,
  clientCount: 4_321,
  occupations: escoOccupations.slice(4, 7).map((one, index) => concept(one, 98_765 - index)),
  skills: escoSkills.slice(4, 7).map((one, index) => concept(one, 87_654 - index)),
  sectors: sbiSectors.slice(4, 7).map(({ code, nl, en }, index) => ({
    scheme: 'SBI',
    version: '2025',
    code,
    labelNl: nl,
    labelEn: en,
    gigs: 76_543 - index,
    hours: 65_432.75 - index,
  })),
};

/** Signs that deflate makes nothing of, three bytes each. */
const incompressible = (length: number, step = 7919): string =>
  Array.from({ length }, (_none, index) => String.fromCodePoint(0x4e00 + ((index * step) % 20_000))).join('');

describe('the QR code of the example exports', () => {
  for (const platform of ['poetsmaat', 'oppasbos', 'dagploeg', 'schapscan']) {
    it(`is at most version 20 for every worker of ${platform}, with nothing but the ends of lists left out`, async () => {
      const file = new URL(`../../../examples/exports/expected/${platform}.json`, import.meta.url);
      const workers = Object.values(JSON.parse(readFileSync(file, 'utf8')));
      let largest = 0;
      for (const worker of workers) {
        const { name, gigsCompleted, sectors = [], skills = [], occupations = [], ...rest } = Object(worker);
        if (gigsCompleted === 0) continue;
        const claims: PartialClaims = {
          name,
          nameBasis: 'not_checked',
          platform,
          gigsCompleted,
          firstGigDate: rest.firstGigDate,
          lastGigDate: rest.lastGigDate,
          asOf: '2026-11-10',
          hoursWorked: rest.hoursWorked,
          weeksWorked: rest.weeksWorked,
          clientCount: rest.clientCount,
          ...(skills.length > 0 && { skills }),
          ...(occupations.length > 0 && { occupations }),
          ...(sectors.length > 0 && {
            sectors: sectors.map((sector: object) => ({ scheme: 'SBI', version: '2025', ...sector })),
          }),
        };
        const bytes = await make(claims);
        largest = Math.max(largest, versionOf(bytes));
        const read = claimsFromCompact(parse(bytes).payload);
        expect(read).toMatchObject({ name, gigsCompleted, hoursWorked: rest.hoursWorked });
        expect(read.sectors ?? []).toHaveLength(Math.min(sectors.length, 3));
        expect(read.skills ?? []).toHaveLength(Math.min(skills.length, 3));
      }
      expect(largest).toBeGreaterThan(5);
      expect(largest).toBeLessThanOrEqual(20);
    });
  }
});

describe('what does not fit', () => {
  it('is no fact of anybody with a name of up to 96 bytes', async () => {
    const name = 'Nguyễn Thị Thuỳ Dương-Wojciechowska van den Heuvel-Öztürk, geboren Łukasiewicz Ş.';
    expect(toUtf8(name).length).toBeLessThanOrEqual(96);
    const bytes = await make({ ...facts, name });
    expect(versionOf(bytes)).toBeLessThanOrEqual(20);
    expect(claimsFromCompact(parse(bytes).payload)).toEqual({ ...facts, name });
  });

  it('is first the end of a longer name, seen by its ellipsis', async () => {
    const name = incompressible(200);
    const bytes = await make({ ...facts, name });
    expect(versionOf(bytes)).toBeLessThanOrEqual(20);
    const read = claimsFromCompact(parse(bytes).payload);
    expect(read).toEqual({ ...facts, name: read.name });
    expect(read.name).toMatch(/…$/);
    expect(name.startsWith((read.name ?? '').slice(0, -1))).toBe(true);
  });

  it('is then the ends of lists, when identifiers are long', async () => {
    const unknown = (index: number) =>
      concept(
        {
          id: `http://data.europa.eu/esco/skill/${createHash('sha256').update(`${index}`).digest('hex').slice(0, 36)}`,
          nl: 'x',
          en: 'x',
        },
        9 - index,
      );
    const claims = {
      ...facts,
      name: incompressible(200),
      platform: incompressible(200, 6133),
      skills: [0, 1, 2].map(unknown),
      occupations: [3, 4, 5].map(unknown),
    };
    const host = `${Array.from({ length: 8 }, (_none, index) => `deel${index * 37}`).join('-')}.platform.example`;
    const bytes = await make(claims, host);
    expect(bytes.length).toBeLessThanOrEqual(600);
    const read = claimsFromCompact(parse(bytes).payload);
    expect(read).toMatchObject({ gigsCompleted: 123_456, asOf: '2026-11-13' });
    expect(read.skills?.map(({ id }) => id)).toEqual(claims.skills.slice(0, 2).map(({ id }) => id));
  });

  it('never is a date or a count, whatever the texts, and what is left verifies', async () => {
    const text = fc.string({ minLength: 1, maxLength: 200, unit: 'binary' }).map((one) => one.slice(0, 200));
    await fc.assert(
      fc.asyncProperty(text, text, async (name, platform) => {
        const bytes = await make({ ...facts, name, platform });
        expect(versionOf(bytes)).toBeLessThanOrEqual(20);
        const parsed = parse(bytes);
        const { occupations, skills, sectors, platform: _platform, ...counts } = facts;
        expect(claimsFromCompact(parsed.payload)).toMatchObject(counts);
        expect((await verifyCompact(parsed, signer.publicJwk, crypto)).ok).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves room for a verifier’s address of 58 characters', async () => {
    const bytes = await make({ ...facts, name: 'é'.repeat(200), platform: 'ő'.repeat(200) });
    expect(versionOf(new Uint8Array(600).fill(1), `https://${'a'.repeat(48)}/#`)).toBe(20);
    expect(versionOf(bytes, `https://${'a'.repeat(48)}/#`)).toBeLessThanOrEqual(20);
  });

  it('is an identifier or a sector’s code longer than any', async () => {
    const id = `http://data.europa.eu/esco/skill/${'a'.repeat(300)}`;
    const sector = { scheme: 'SBI' as const, labelNl: 'x', labelEn: 'x', gigs: 1, hours: 1 };
    const read = claimsFromCompact(
      parse(
        await make({
          gigsCompleted: 3,
          skills: [concept({ id, nl: 'x', en: 'x' }, 2)],
          sectors: [{ ...sector, version: '2025', code: '1'.repeat(40) }],
        }),
      ).payload,
    );
    expect(read).toEqual({ gigsCompleted: 3 });
  });
});

describe('a text', () => {
  it('stays whole when it fits, and is cut between characters as people count them', () => {
    expect(shortenText('Thuỳ', 6)).toBe('Thuỳ');
    expect(shortenText('Thuỳ', 5)).toBe('Th…');
    expect(shortenText('Łukasz', 7)).toBe('Łukasz');
    expect(shortenText('Łukasz', 6)).toBe('Łu…');
    expect(shortenText('a👩‍👩‍👧b', 12)).toBe('a…');
  });

  it('of one endless character is cut between code points', () => {
    const cut = shortenText(`e${'\u0301'.repeat(100)}`, 20);
    expect(cut).toBe(`e${'\u0301'.repeat(8)}…`);
  });

  it('never exceeds its bytes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 120 }),
        fc.integer({ min: 3, max: 90 }),
        (given, most) => {
          expect(toUtf8(shortenText(given, most)).length).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});
