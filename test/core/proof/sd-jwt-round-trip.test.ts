import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PartialClaims } from '../../../core/credential/claims.ts';
import {
  type ClaimPath,
  issueSdJwt,
  presentSdJwt,
  verifyKeyBinding,
  verifySdJwt,
} from '../../../core/proof/sd-jwt.ts';
import { createNodeSigner, nodeCrypto as crypto, generatePrivateJwk } from '../../../server/node-crypto.ts';

const issuer = createNodeSigner(generatePrivateJwk('ES256'));
const holder = createNodeSigner(generatePrivateJwk('ES256'));
const now = new Date('2026-11-14T13:37:42Z');
const openNames = new Set(['iss', 'iat', 'nbf', 'exp', 'vct', 'cnf']);

const count = fc.integer({ min: 1, max: 10_000 });
const hours = fc.integer({ min: 0, max: 100_000 }).map((hundredths) => hundredths / 100);
const label = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
const concepts = fc.array(
  fc.record({
    id: fc.constant('http://data.europa.eu/esco/skill/x'),
    labelNl: label,
    labelEn: label,
    gigs: count,
  }),
  { minLength: 1, maxLength: 3 },
);

const someClaims: fc.Arbitrary<PartialClaims> = fc.record(
  {
    name: label,
    platform: label,
    gigsCompleted: count,
    hoursWorked: hours,
    hoursByYear: fc.array(fc.record({ year: fc.constant('2025'), hours }), { minLength: 1, maxLength: 3 }),
    skills: concepts,
    attendance: fc.record({ attended: count, agreed: count }),
    rating: fc.record({ worstRating: count, bestRating: count, ratingCount: count }),
    reviewCount: count,
  },
  { requiredKeys: ['gigsCompleted'] },
);

type Paths = readonly ClaimPath[];

/** Every place among the claims, the leaves and what holds them. */
const placesOf = (
  value: unknown,
  place: readonly (string | number)[] = [],
): (readonly (string | number)[])[] => {
  const inner = Array.isArray(value)
    ? value.flatMap((element, index) => placesOf(element, [...place, index]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, member]) => placesOf(member, [...place, name]))
      : [];
  return place.length === 0 ? inner : [place, ...inner];
};

/** What should be left of a value, by its definition: the asked, what is under it, and what leads to it. */
const prune = (value: unknown, paths: Paths): unknown => {
  if (paths.some((path) => path.length === 0)) return value;
  const under = (step: string | number): Paths =>
    paths.filter(([first]) => first === step).map((path) => path.slice(1));
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => (under(index).length > 0 ? [prune(element, under(index))] : []));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      under(name).length > 0 ? [[name, prune(member, under(name))]] : [],
    ),
  );
};

const claimsAndPaths = someClaims.chain((claims) =>
  fc.record({ claims: fc.constant(claims), paths: fc.subarray(placesOf(claims)) }),
);

describe('an SD-JWT with any subset of its paths shown', () => {
  it('says exactly what was asked for, and stays bound', async () => {
    await fc.assert(
      fc.asyncProperty(claimsAndPaths, async ({ claims, paths }) => {
        const credential = await issueSdJwt(
          {
            claims,
            issuerUrl: 'https://klus.example',
            vct: 'https://kluscv.nl/vct/v1',
            holderJwk: holder.publicJwk,
            validFrom: now,
            validUntil: now,
            issuedAt: now,
            x5c: [],
          },
          { signer: issuer, crypto },
        );
        const asked = { audience: 'x509_hash:abc', nonce: 'n' };
        const presentation = await presentSdJwt(
          { credential, paths, ...asked, issuedAt: now },
          { signer: holder, crypto },
        );
        const verified = await verifySdJwt(presentation, issuer.publicJwk, crypto);
        if (!verified.ok) throw new Error(verified.error.message);
        const shown = Object.entries(verified.value.payload).filter(([name]) => !openNames.has(name));
        expect(Object.fromEntries(shown)).toEqual(prune(claims, paths));
        const bound = await verifyKeyBinding(
          { presentation, holderJwk: holder.publicJwk, ...asked, now, skew: 0 },
          crypto,
        );
        expect(bound.ok).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('never throws on any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (text) => {
        expect((await verifySdJwt(text, issuer.publicJwk, crypto)).ok).toBe(false);
      }),
    );
  });
});
