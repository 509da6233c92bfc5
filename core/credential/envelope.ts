/** The W3C envelope around the claims: Verifiable Credentials Data Model 2.0, unsigned. */
import { kluscvContextUrl, kluscvSchemaUrl, kluscvType } from '../../contexts/index.ts';
import { toDateTimeStamp } from '../date-time-stamp.ts';
import type { PartialClaims } from './claims.ts';

/** A place in a Bitstring Status List; `url` is the list credential's. */
export type StatusPlace = {
  readonly purpose: 'revocation' | 'suspension' | 'refresh';
  readonly index: number;
  readonly url: string;
};

export type BitstringStatusListEntry = {
  readonly type: 'BitstringStatusListEntry';
  readonly statusPurpose: StatusPlace['purpose'];
  readonly statusListIndex: string;
  readonly statusListCredential: string;
};

export type UnsignedCredential = {
  readonly '@context': readonly string[];
  readonly type: readonly string[];
  readonly issuer: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly credentialSchema: { readonly id: string; readonly type: 'JsonSchema' };
  readonly credentialStatus?: readonly BitstringStatusListEntry[];
  readonly credentialSubject: PartialClaims & { readonly id?: string };
};

/**
 * Creates the document that a Data Integrity proof is put on. `issuer` is the platform's DID, `subjectId` the
 * holder's DID where there is one. It has no id of its own: nothing that two verifiers could compare.
 */
export const createCredential = (input: {
  readonly claims: PartialClaims;
  readonly issuer: string;
  readonly subjectId?: string | undefined;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly status?: readonly StatusPlace[] | undefined;
}): UnsignedCredential => {
  const { claims, issuer, subjectId, validFrom, validUntil, status = [] } = input;
  const credentialStatus = status.map(({ purpose, index, url }) => ({
    type: 'BitstringStatusListEntry' as const,
    statusPurpose: purpose,
    statusListIndex: String(index),
    statusListCredential: url,
  }));
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', kluscvContextUrl],
    type: ['VerifiableCredential', kluscvType],
    issuer,
    validFrom: toDateTimeStamp(validFrom),
    validUntil: toDateTimeStamp(validUntil),
    credentialSchema: { id: kluscvSchemaUrl, type: 'JsonSchema' },
    ...(credentialStatus.length > 0 && { credentialStatus }),
    credentialSubject: { ...(subjectId !== undefined && { id: subjectId }), ...claims },
  };
};
