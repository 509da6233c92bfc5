/** What says in the header of which kind a secured document is (VC-JOSE-COSE 1.0 section 6.1), for JOSE and COSE alike. */

export type DocumentKind = 'credential' | 'presentation';

const short: Readonly<Record<DocumentKind, 'vc' | 'vp'>> = { credential: 'vc', presentation: 'vp' };

/** `typ` of a JWT: vc+jwt or vp+jwt. */
export const jwtType = (kind: DocumentKind): string => `${short[kind]}+jwt`;

/** `typ` of an SD-JWT: vc+sd-jwt or vp+sd-jwt. */
export const sdJwtType = (kind: DocumentKind): string => `${short[kind]}+sd-jwt`;

/** `cty` of a JWT: the media type of the document inside, short. */
export const jwtContentType = (kind: DocumentKind): string => short[kind];

/** Header 16 of a COSE_Sign1: application/vc+cose or application/vp+cose. */
export const coseType = (kind: DocumentKind): string => `application/${short[kind]}+cose`;

/** Header 3 of a COSE_Sign1: application/vc or application/vp. */
export const coseContentType = (kind: DocumentKind): string => `application/${short[kind]}`;

/** A `typ` may be written with or without `application/` (RFC 7515 section 4.1.9), in any case. */
export const isType = (value: unknown, wanted: string): boolean =>
  typeof value === 'string' && value.toLowerCase().replace(/^application\//, '') === wanted;
