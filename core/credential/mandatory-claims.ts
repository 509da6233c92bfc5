/** What nobody can leave out of a KlusCV from which a holder shows parts by ecdsa-sd-2023 (vc-di-ecdsa section 3.6). */
import type { ClaimName } from './claims.ts';
import type { UnsignedCredential } from './envelope.ts';

/** Without these no figure means anything: whose work through which platform, how much of it, when, and as of which day. */
export const mandatoryClaims = [
  'platform',
  'gigsCompleted',
  'firstGigDate',
  'lastGigDate',
  'asOf',
] as const satisfies ClaimName[];

const frame = ['issuer', 'validFrom', 'validUntil', 'credentialSchema', 'credentialStatus'] as const;

/** JSON pointers to what is mandatory, as far as it is there; context, types and subject go along with any of them. */
export const mandatoryPointersOf = (credential: UnsignedCredential): readonly string[] => [
  ...frame.filter((name) => credential[name] !== undefined).map((name) => `/${name}`),
  ...mandatoryClaims
    .filter((name) => credential.credentialSubject[name] !== undefined)
    .map((name) => `/credentialSubject/${name}`),
];
