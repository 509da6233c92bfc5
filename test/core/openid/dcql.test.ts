import { DcqlQuery } from 'dcql';
import { describe, expect, it } from 'vitest';
import { contextDocuments, kluscvContextUrl, kluscvVct } from '../../../contexts/index.ts';
import { baseClaims, type ClaimName, claimNames, offByDefault } from '../../../core/credential/claims.ts';
import {
  askedClaims,
  claimSetsOf,
  createDcqlQuery,
  type PresentationFormat,
  policyOf,
  presentationFormats,
  purposes,
} from '../../../core/openid/index.ts';

type Shown = Partial<Record<ClaimName, unknown>>;

const facts: Shown = {
  name: 'Sanne de Vries',
  nameBasis: 'identity_document',
  platform: 'Poetsmaat',
  gigsCompleted: 214,
  firstGigDate: '2022-03-03',
  lastGigDate: '2026-11-14',
  asOf: '2026-11-15',
  hoursWorked: 640.5,
  hoursByYear: [{ year: '2026', hours: 640.5 }],
  hoursByMonth: [{ month: '2026-11', hours: 640.5 }],
  weeksWorked: 120,
  clientCount: 31,
  generalSkills: 'Werken via een online platform vergt specifieke skills.',
};
const further: readonly Shown[] = [
  { skills: [{ id: 'http://data.europa.eu/esco/skill/x', labelNl: 'a', labelEn: 'b', gigs: 2 }] },
  { occupations: [{ id: 'http://data.europa.eu/esco/occupation/x', labelNl: 'a', labelEn: 'b', gigs: 2 }] },
  {
    sectors: [
      { scheme: 'SBI', version: '2025', code: '96910', labelNl: 'a', labelEn: 'b', gigs: 2, hours: 3 },
    ],
  },
  { clients: [{ name: 'Bedrijf', gigs: 3 }] },
  { attendance: { attended: 9, agreed: 10 } },
  { rating: { ratingValue: 4.8, worstRating: 1, bestRating: 5, ratingCount: 70 } },
  { satisfaction: { satisfied: 60, rated: 61 } },
  { reviews: [{ reviewBody: 'Fijn', datePublished: '2026-01', reviewerRole: 'client' }], reviewCount: 41 },
];

/** Every combination of the further claims beside the facts. */
const shapes: readonly Shown[] = Array.from({ length: 2 ** further.length }, (_, bits) =>
  Object.assign({ ...facts }, ...further.filter((_part, index) => bits & (1 << index))),
);

type Judged = { readonly satisfied: boolean; readonly given: readonly ClaimName[] };

/** What a wallet that cannot choose claim by claim would give: the first claim set that the credential satisfies. */
function judge(query: DcqlQuery, format: PresentationFormat, claims: Shown): Judged {
  const plain = JSON.parse(JSON.stringify(claims));
  const result = DcqlQuery.query(query, [
    format === 'dc+sd-jwt'
      ? { credential_format: format, vct: kluscvVct, claims: plain, cryptographic_holder_binding: true }
      : {
          credential_format: format,
          type: ['VerifiableCredential', 'KlusCVCredential'],
          claims: { credentialSubject: plain },
          cryptographic_holder_binding: true,
        },
  ]);
  const match = result.credential_matches[{ 'dc+sd-jwt': 'sd', ldp_vc: 'ldp', jwt_vc_json: 'jwt' }[format]];
  const [set] = match?.valid_credentials?.[0]?.claims.valid_claim_sets ?? [];
  const given = set && 'output' in set ? set.output : {};
  const inner = format === 'dc+sd-jwt' ? given : given.credentialSubject;
  return {
    satisfied: result.can_be_satisfied,
    given: claimNames.filter((name) => typeof inner === 'object' && inner !== null && name in inner),
  };
}

const parse = (purpose: (typeof purposes)[number]): DcqlQuery => {
  const query = DcqlQuery.parse(JSON.parse(JSON.stringify(createDcqlQuery(purpose))));
  DcqlQuery.validate(query);
  return query;
};

describe.each(purposes)('the query for %s, judged by the dcql library', (purpose) => {
  const { required, optional } = policyOf(purpose);

  it('is satisfied by every shape of record, in every format', () => {
    const query = parse(purpose);
    for (const shape of shapes) {
      for (const format of presentationFormats) {
        const { satisfied, given } = judge(query, format, shape);
        expect(satisfied, Object.keys(shape).join(' ')).toBe(true);
        for (const claim of required) expect(given).toContain(claim);
        for (const claim of given) expect([...required, ...optional]).toContain(claim);
      }
    }
  });

  it('is satisfied by a credential with nothing but what it requires', () => {
    const least = Object.fromEntries(required.map((claim) => [claim, facts[claim]]));
    expect(judge(parse(purpose), 'dc+sd-jwt', least)).toEqual({ satisfied: true, given: expect.any(Array) });
  });

  it('is not satisfied when a required claim is not there', () => {
    for (const claim of required) {
      const { [claim]: _left, ...rest } = facts;
      expect(judge(parse(purpose), 'dc+sd-jwt', rest).satisfied, claim).toBe(false);
    }
  });

  it('takes all asked facts from a credential that has the facts alone', () => {
    const asked = askedClaims(purpose).filter((claim) => claim in facts);
    for (const work of [{}, further[0], further[1], further[2]]) {
      const withSector = { ...facts, ...further[2], ...work };
      expect(judge(parse(purpose), 'dc+sd-jwt', withSector).given).toEqual(expect.arrayContaining(asked));
    }
  });

  it('offers at most twelve sets, the fullest first, each claim in one of them and the required ones in all', () => {
    const sets = claimSetsOf(purpose);
    expect(sets.length).toBeLessThanOrEqual(12);
    expect(sets[0]).toEqual(askedClaims(purpose));
    expect(sets.at(-1)).toEqual(required);
    expect(sets.map((set) => set.length)).toEqual(sets.map((set) => set.length).sort((a, b) => b - a));
    expect(new Set(sets.map((set) => set.join())).size).toBe(sets.length);
    for (const set of sets) expect(set).toEqual(expect.arrayContaining([...required]));
  });

  it.each([
    ['marks', { rating: true }],
    ['a yes or no', { satisfaction: true }],
    ['marks and attendance', { attendance: true, rating: true }],
    ['a yes or no and attendance', { attendance: true, satisfaction: true }],
  ])('gives the judgements that the worker turned on: %s', (_name, turnedOn) => {
    const all: Record<string, unknown> = Object.assign({}, ...further);
    const names = Object.keys(turnedOn).filter((claim) => optional.some((one) => one === claim));
    const judged = Object.fromEntries(names.map((claim) => [claim, all[claim]]));
    const { given } = judge(parse(purpose), 'dc+sd-jwt', { ...facts, ...further[2], ...judged });
    expect(given).toEqual(expect.arrayContaining(names));
  });

  it('gives the mark also from a credential that the worker filled with nothing else', () => {
    const { name, nameBasis, platform, gigsCompleted, firstGigDate, lastGigDate, asOf } = facts;
    const basis = { name, nameBasis, platform, gigsCompleted, firstGigDate, lastGigDate, asOf };
    const { given } = judge(parse(purpose), 'dc+sd-jwt', { ...basis, ...further[5] });
    expect(given.includes('rating')).toBe(optional.includes('rating'));
  });
});

describe('the purposes', () => {
  it('require only what every KlusCV has, and the name', () => {
    for (const purpose of purposes) {
      for (const claim of policyOf(purpose).required) expect([...baseClaims, 'name']).toContain(claim);
    }
  });

  it('never require a judgement', () => {
    for (const purpose of purposes) {
      for (const claim of offByDefault) expect(policyOf(purpose).required).not.toContain(claim);
    }
  });

  it('ask the date of birth only for UWV and lenders, and client names only for employers', () => {
    const asking = (claim: ClaimName) => purposes.filter((purpose) => askedClaims(purpose).includes(claim));
    expect(asking('birthDate')).toEqual(['uwv', 'lender']);
    expect(asking('clients')).toEqual(['employer']);
    expect(asking('hoursByMonth')).toEqual(['uwv']);
    expect(asking('hoursByYear')).toEqual(['lender']);
    expect(asking('rating')).toEqual(['platform', 'employer']);
  });
});

describe('the query', () => {
  it('has one credential query per format, any one of which will do', () => {
    const query = createDcqlQuery('employer');
    expect(query.credentials.map(({ format }) => format)).toEqual(['dc+sd-jwt', 'ldp_vc', 'jwt_vc_json']);
    expect(query.credential_sets).toEqual([{ options: [['sd'], ['ldp'], ['jwt']] }]);
  });

  it('has no credential_sets when one format is asked', () => {
    expect(createDcqlQuery('employer', ['dc+sd-jwt'])).not.toHaveProperty('credential_sets');
  });

  it('names the types as the context expands them, and the vct of the type metadata', () => {
    const context = contextDocuments.get(kluscvContextUrl);
    const types = JSON.stringify(createDcqlQuery('lender').credentials[1]?.meta);
    expect(JSON.stringify(context)).toContain('https://kluscv.nl/ns/v1#');
    expect(types).toContain('"https://kluscv.nl/ns/v1#KlusCVCredential"');
    expect(createDcqlQuery('lender').credentials[0]?.meta).toEqual({ vct_values: [kluscvVct] });
  });
});
