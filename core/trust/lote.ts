/**
 * The list in the words of ETSI TS 119 602 v1.1.1 (Lists of Trusted Entities, JSON binding), for readers who know that
 * form. The mapping stands in docs/trust-list.md; what has no place there travels in the extension of a service.
 */
import type { Platform, TrustList } from './trust-list.ts';

export const loteType = 'https://kluscv.nl/19602/LoTEType/PlatformsList';
const service = { issuance: 'Issuance', revocation: 'Revocation' } as const;
const serviceType = (kind: keyof typeof service): string =>
  `https://kluscv.nl/19602/SvcType/${service[kind]}`;
const statusUri = (platform: Platform): string =>
  `https://kluscv.nl/19602/SvcStatus/${platform.until === undefined ? 'granted' : 'ended'}`;

const dutch = (value: string) => [{ lang: 'nl', value }];

const serviceOf = (platform: Platform, kind: keyof typeof service) => {
  const isHeld = kind === 'revocation' && platform.held !== undefined;
  const anchors = isHeld
    ? [...platform.certificateAnchors, ...(platform.held?.certificateAnchors ?? [])]
    : platform.certificateAnchors;
  return {
    ServiceInformation: {
      ServiceTypeIdentifier: serviceType(kind),
      ServiceName: dutch(kind === 'issuance' ? 'KlusCV uitgeven' : 'KlusCV intrekken'),
      ServiceDigitalIdentity: {
        X509Certificates: anchors.map((val) => ({ val })),
        OtherIds: [
          platform.did,
          ...platform.otherDids,
          ...(isHeld && platform.held ? [platform.held.did] : []),
        ],
      },
      ServiceStatus: statusUri(platform),
      StatusStartingTime: `${platform.until ?? platform.from}T00:00:00Z`,
      ServiceSupplyPoints: [
        { ServiceType: serviceType(kind), uriValue: platform.url },
        ...(isHeld && platform.held ? [{ ServiceType: serviceType(kind), uriValue: platform.held.url }] : []),
      ],
    },
  };
};

/**
 * The list of platforms as a `LoTE` object, unsigned; registered verifiers and changes of keys are not in it, since the
 * form has no place for them.
 *
 * @param operator who keeps the scheme, and where its rulebook is to be read
 */
export const createLote = (
  list: TrustList,
  { operator, informationUri }: { readonly operator: string; readonly informationUri: string },
) => ({
  LoTE: {
    ListAndSchemeInformation: {
      LoTEVersionIdentifier: 1,
      LoTESequenceNumber: list.version,
      LoTEType: loteType,
      SchemeOperatorName: dutch(operator),
      SchemeName: dutch(`NL:${list.scheme}`),
      SchemeInformationURI: [{ lang: 'nl', uriValue: informationUri }],
      StatusDeterminationApproach: 'https://kluscv.nl/19602/StatusDetn/joining-test',
      SchemeTypeCommunityRules: [{ lang: 'nl', uriValue: informationUri }],
      SchemeTerritory: 'NL',
      ListIssueDateTime: list.issued,
      NextUpdate: list.nextUpdate,
    },
    TrustedEntitiesList: list.platforms.map((platform) => ({
      TrustedEntityInformation: {
        TEName: dutch(platform.name),
        TETradeName: dutch(`KvK ${platform.kvkNumber}`),
        TEInformationURI: [{ lang: 'nl', uriValue: platform.url }],
      },
      TrustedEntityServices: [serviceOf(platform, 'issuance'), serviceOf(platform, 'revocation')],
    })),
  },
});
