import { describe, expect, it } from 'vitest';
import {
  createLote,
  hasStopped,
  heldAddress,
  isCompromised,
  joinTrustLists,
  narrowTrustList,
  type Platform,
  platformByDid,
  type TrustList,
} from '../../../core/trust/index.ts';
import { createNodeSigner, generatePrivateJwk } from '../../../server/node-crypto.ts';

const platform = (name: string, kvkNumber: string, more: Partial<Platform> = {}): Platform => ({
  name,
  kvkNumber,
  url: `https://${name.toLowerCase()}.example`,
  did: `did:web:${name.toLowerCase()}.example`,
  otherDids: [],
  certificateAnchors: ['MIIB'],
  from: '2026-01-01',
  ...more,
});
const list = (scheme: string, ...platforms: Platform[]): TrustList => ({
  scheme,
  version: 7,
  issued: '2026-11-14T08:00:00Z',
  nextUpdate: '2026-11-21T08:00:00Z',
  platforms,
  verifiers: [],
});
const names = ({ platforms }: TrustList) => platforms.map(({ name }) => name);
const scheme = list('KlusCV', platform('Poetsmaat', '00000001'), platform('Dagploeg', '00000002'));

describe('a list that was narrowed', () => {
  it('keeps those that are named by DID, address or KvK number, and no other', () => {
    expect(names(narrowTrustList(scheme, ['did:web:dagploeg.example']))).toEqual(['Dagploeg']);
    expect(names(narrowTrustList(scheme, ['https://poetsmaat.example']))).toEqual(['Poetsmaat']);
    expect(names(narrowTrustList(scheme, ['00000001', '00000002']))).toEqual(['Poetsmaat', 'Dagploeg']);
    expect(names(narrowTrustList(scheme, ['Poetsmaat']))).toEqual([]);
  });
});

describe("a list of one's own", () => {
  it('adds platforms, and says who vouches for them', () => {
    const joined = joinTrustLists(scheme, list('Bank', platform('Kookploeg', '00000003')));
    expect(names(joined)).toEqual(['Poetsmaat', 'Dagploeg', 'Kookploeg']);
    expect(joined.platforms.map((one) => Reflect.get(one, 'vouchedBy'))).toEqual([
      undefined,
      undefined,
      'Bank',
    ]);
    expect(joined).toMatchObject({ scheme: 'KlusCV', version: 7 });
  });

  it("never takes the place of the scheme's entry, under its DID or its address", () => {
    for (const posing of [
      platform('Evil', '00000009', { did: 'did:web:poetsmaat.example' }),
      platform('Evil', '00000009', { url: 'https://poetsmaat.example' }),
      platform('Evil', '00000009', { otherDids: ['did:web:dagploeg.example'] }),
    ]) {
      const joined = joinTrustLists(scheme, list('Bank', posing));
      expect(names(joined)).toEqual(['Poetsmaat', 'Dagploeg']);
      expect(platformByDid(joined, 'did:web:poetsmaat.example')?.name).toBe('Poetsmaat');
    }
  });
});

describe('a platform that has left', () => {
  it('has stopped on the day after its last', () => {
    const left = platform('Dagploeg', '00000002', { until: '2026-06-30' });
    expect(hasStopped(left, new Date('2026-06-30T23:59:59Z'))).toBe(false);
    expect(hasStopped(left, new Date('2026-07-01T00:00:00Z'))).toBe(true);
    expect(hasStopped(platform('Poetsmaat', '00000001'), new Date('2099-01-01T00:00:00Z'))).toBe(false);
  });

  it("is looked for at the scheme's address once it has handed its documents over, and nobody else is", () => {
    const held = { url: 'https://held.example/dagploeg', did: 'did:key:z6Mk', certificateAnchors: [] };
    const with_ = list(
      'KlusCV',
      platform('Poetsmaat', '00000001'),
      platform('Dagploeg', '00000002', { held }),
    );
    expect(heldAddress(with_, 'https://dagploeg.example/.well-known/did.json')).toBe(
      'https://held.example/dagploeg/.well-known/did.json',
    );
    expect(heldAddress(with_, 'https://dagploeg.example/status/token/1')).toBe(
      'https://held.example/dagploeg/status/token/1',
    );
    for (const other of [
      'https://poetsmaat.example/status/token/1',
      'https://dagploeg.example.evil.example/status/token/1',
      'https://dagploeg.example:444/x',
      'http://dagploeg.example/status/token/1',
    ])
      expect(heldAddress(with_, other)).toBe(other);
    expect(heldAddress(with_, 'https://dagploeg.example')).toBe('https://held.example/dagploeg');
  });

  it('is found behind the address of another that is still there', () => {
    const held = { url: 'https://held.example/dagploeg', did: 'did:key:z6Mk', certificateAnchors: [] };
    const shared = list(
      'KlusCV',
      platform('Klus', '00000001', { url: 'https://shared.example' }),
      platform('Dagploeg', '00000002', { url: 'https://shared.example/dagploeg', held }),
    );
    expect(heldAddress(shared, 'https://shared.example/dagploeg/did.json')).toBe(
      'https://held.example/dagploeg/did.json',
    );
    expect(heldAddress(shared, 'https://shared.example/did.json')).toBe('https://shared.example/did.json');
  });
});

describe('a key that somebody else may have had', () => {
  it('is known however its JWK is written, and no other key with it', () => {
    const key = createNodeSigner(generatePrivateJwk('ES256')).publicJwk;
    const other = createNodeSigner(generatePrivateJwk('ES256')).publicJwk;
    const listed = platform('Poetsmaat', '00000001', { compromisedKeys: [key] });
    expect(isCompromised(listed, key)).toBe(true);
    expect(isCompromised(listed, other)).toBe(false);
    expect(isCompromised(platform('Dagploeg', '00000002'), key)).toBe(false);
  });
});

describe('the list in the form of ETSI TS 119 602', () => {
  it('has the members that the JSON binding names', () => {
    const left = platform('Dagploeg', '00000002', { until: '2026-06-30' });
    const { LoTE } = createLote(list('KlusCV', platform('Poetsmaat', '00000001'), left), {
      operator: 'Stichting KlusCV',
      informationUri: 'https://kluscv.nl/afsprakenstelsel',
    });
    expect(LoTE.ListAndSchemeInformation).toMatchObject({
      LoTEVersionIdentifier: 1,
      LoTESequenceNumber: 7,
      SchemeOperatorName: [{ lang: 'nl', value: 'Stichting KlusCV' }],
      SchemeTerritory: 'NL',
      ListIssueDateTime: '2026-11-14T08:00:00Z',
      NextUpdate: '2026-11-21T08:00:00Z',
    });
    const [first, second] = LoTE.TrustedEntitiesList;
    expect(first?.TrustedEntityInformation.TEName).toEqual([{ lang: 'nl', value: 'Poetsmaat' }]);
    expect(first?.TrustedEntityServices[0]?.ServiceInformation).toMatchObject({
      ServiceTypeIdentifier: 'https://kluscv.nl/19602/SvcType/Issuance',
      ServiceDigitalIdentity: {
        X509Certificates: [{ val: 'MIIB' }],
        OtherIds: ['did:web:poetsmaat.example'],
      },
      ServiceStatus: 'https://kluscv.nl/19602/SvcStatus/granted',
      StatusStartingTime: '2026-01-01T00:00:00Z',
    });
    expect(second?.TrustedEntityServices[0]?.ServiceInformation).toMatchObject({
      ServiceStatus: 'https://kluscv.nl/19602/SvcStatus/ended',
      StatusStartingTime: '2026-06-30T00:00:00Z',
    });
  });

  it('names who holds the lists of a platform for withdrawals, and for nothing else', () => {
    const held = { url: 'https://held.example/dagploeg', did: 'did:key:z6Mk', certificateAnchors: ['MIIC'] };
    const left = platform('Dagploeg', '00000002', { until: '2026-06-30', held });
    const { LoTE } = createLote(list('KlusCV', left, platform('Poetsmaat', '00000001')), {
      operator: 'Stichting KlusCV',
      informationUri: 'https://kluscv.nl/afsprakenstelsel',
    });
    const told = LoTE.TrustedEntitiesList.map(({ TrustedEntityServices }) =>
      TrustedEntityServices.map(({ ServiceInformation: service }) => [
        service.ServiceName[0]?.value,
        service.ServiceDigitalIdentity.X509Certificates.map(({ val }) => val).join(' '),
        service.ServiceDigitalIdentity.OtherIds.join(' '),
        service.ServiceSupplyPoints.map(({ uriValue }) => uriValue).join(' '),
      ]),
    );
    const [dagploeg, poetsmaat] = ['dagploeg.example', 'poetsmaat.example'];
    expect(told).toEqual([
      [
        ['KlusCV uitgeven', 'MIIB', `did:web:${dagploeg}`, `https://${dagploeg}`],
        [
          ...['KlusCV intrekken', 'MIIB MIIC', `did:web:${dagploeg} did:key:z6Mk`],
          `https://${dagploeg} https://held.example/dagploeg`,
        ],
      ],
      [
        ['KlusCV uitgeven', 'MIIB', `did:web:${poetsmaat}`, `https://${poetsmaat}`],
        ['KlusCV intrekken', 'MIIB', `did:web:${poetsmaat}`, `https://${poetsmaat}`],
      ],
    ]);
  });
});
