/** The query (DCQL, OpenID4VP 1.0 section 6): a purpose in the words that any wallet understands. */
import type { ClaimName } from '../credential/claims.ts';
import { claimSetsOf } from './claim-sets.ts';
import { askedClaims, type Purpose } from './purposes.ts';

/** The formats that a presentation can be asked in; the order is the preference. */
export const presentationFormats = ['dc+sd-jwt', 'ldp_vc', 'jwt_vc_json'] as const;
export type PresentationFormat = (typeof presentationFormats)[number];

/** As what a credential of each format comes in an answer: by itself, or in a presentation. */
const presentationForms = { 'dc+sd-jwt': 'dc+sd-jwt', ldp_vc: 'ldp_vp', jwt_vc_json: 'jwt_vp_json' } as const;

/** The form, as `core/verify` names it, of the answer to a query in this format. */
export const presentationFormOf = (
  format: PresentationFormat,
): (typeof presentationForms)[PresentationFormat] => presentationForms[format];

export type CredentialQuery = {
  readonly id: string;
  readonly format: PresentationFormat;
  readonly meta:
    | { readonly vct_values: readonly string[] }
    | { readonly type_values: readonly (readonly string[])[] };
  readonly claims: readonly { readonly id: ClaimName; readonly path: readonly string[] }[];
  readonly claim_sets: readonly (readonly ClaimName[])[];
};

export type DcqlQuery = {
  readonly credentials: readonly CredentialQuery[];
  readonly credential_sets?: readonly { readonly options: readonly (readonly string[])[] }[];
};

const vct = 'https://kluscv.nl/vct/v1';

/** Fully expanded as the specification has it, and compact, since wallets match either. */
const typeValues = [
  ['https://www.w3.org/2018/credentials#VerifiableCredential', 'https://kluscv.nl/ns/v1#KlusCVCredential'],
  ['VerifiableCredential', 'KlusCVCredential'],
] as const;

type FormatProfile = Pick<CredentialQuery, 'id' | 'meta'> & { readonly path: readonly string[] };

const profiles: ReadonlyMap<PresentationFormat, FormatProfile> = new Map<PresentationFormat, FormatProfile>([
  ['dc+sd-jwt', { id: 'sd', meta: { vct_values: [vct] }, path: [] }],
  ['ldp_vc', { id: 'ldp', meta: { type_values: typeValues }, path: ['credentialSubject'] }],
  ['jwt_vc_json', { id: 'jwt', meta: { type_values: typeValues }, path: ['credentialSubject'] }],
]);

function profileOf(format: PresentationFormat): FormatProfile {
  const profile = profiles.get(format);
  if (!profile) throw new Error('a presentation format without a profile');
  return profile;
}

/** The format that a query id stands for, or undefined for an id that no query of ours has. */
export function formatOfQueryId(id: string): PresentationFormat | undefined {
  return presentationFormats.find((format) => profileOf(format).id === id);
}

/**
 * The DCQL query of a purpose: one credential query per format, any one of which will do; whole claims by path,
 * the required claims in every claim set. A credential with the facts alone always satisfies it.
 */
export function createDcqlQuery(
  purpose: Purpose,
  formats: readonly PresentationFormat[] = presentationFormats,
): DcqlQuery {
  const claims = askedClaims(purpose);
  const credentials = formats.map((format) => {
    const { id, meta, path } = profileOf(format);
    return {
      id,
      format,
      meta,
      claims: claims.map((claim) => ({ id: claim, path: [...path, claim] })),
      claim_sets: claimSetsOf(purpose),
    };
  });
  return credentials.length === 1
    ? { credentials }
    : { credentials, credential_sets: [{ options: credentials.map(({ id }) => [id]) }] };
}
