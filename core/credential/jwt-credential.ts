/** The claims in the words of the W3C data model 1.1, as the payload of a JWT with a `vc` claim (VCDM 1.1 section 6.3.1). */
import { kluscvContextUrl, kluscvType } from '../../contexts/index.ts';
import { toDateTimeStamp } from '../date-time-stamp.ts';
import type { JsonObject } from '../strict-json.ts';
import type { PartialClaims } from './claims.ts';
import type { StatusPlace } from './envelope.ts';

/** The second one has the words of `credentialStatus`, which version 1.1 does not know by itself. */
export const jwtCredentialContexts = [
  'https://www.w3.org/2018/credentials/v1',
  'https://www.w3.org/ns/credentials/status/v1',
  kluscvContextUrl,
] as const;

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);

/** Version 1.1 wants an id in each entry; this one says nothing that its other members do not. */
const entryOf = ({ purpose, index, url }: StatusPlace): JsonObject => ({
  id: `${url}#${index}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: purpose,
  statusListIndex: String(index),
  statusListCredential: url,
});

/**
 * Creates the payload that a signature is put on. Issuer, subject and period stand in the JWT's own claims and in `vc`, since
 * some readers look here and some there. There is no `jti`: nothing that two verifiers could compare.
 */
export const createJwtCredential = (input: {
  readonly claims: PartialClaims;
  /** The platform's DID. */
  readonly issuer: string;
  /** The holder's DID, where there is one. */
  readonly subjectId?: string | undefined;
  readonly issuedAt: Date;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly status?: readonly StatusPlace[] | undefined;
}): JsonObject => {
  const { claims, issuer, subjectId, issuedAt, validFrom, validUntil, status = [] } = input;
  return {
    iss: issuer,
    ...(subjectId !== undefined && { sub: subjectId }),
    iat: seconds(issuedAt),
    nbf: seconds(validFrom),
    exp: seconds(validUntil),
    vc: {
      '@context': [...jwtCredentialContexts],
      type: ['VerifiableCredential', kluscvType],
      issuer,
      issuanceDate: toDateTimeStamp(validFrom),
      expirationDate: toDateTimeStamp(validUntil),
      ...(status.length > 0 && { credentialStatus: status.map(entryOf) }),
      credentialSubject: { ...(subjectId !== undefined && { id: subjectId }), ...claims },
    },
  };
};
