/**
 * A KlusCV as W3C credential of the data model 1.1 in a JWT (`jwt_vc_json`). What stands in the JWT's own claims and again in
 * `vc` must be the same: else one reader would be told another period or subject than the next.
 */
import { z } from 'zod';
import { kluscvType } from '../../../contexts/index.ts';
import { Claims } from '../../credential/claims.ts';
import { jwtCredentialContexts } from '../../credential/index.ts';
import { parseJws, parseJwsPayload, verifyParsedJws } from '../../proof/index.ts';
import { err, ok, type Result } from '../../result.ts';
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import { platformByDid } from '../../trust/index.ts';
import type { ReceivedCredential } from '../received.ts';
import { bitstringStatusFrom } from './bitstring-status.ts';
import type { FormatReader, SignatureFailure, SignedContent } from './format.ts';
import { issuerKeyOf } from './issuer-did-key.ts';
import { parseDateTimeStamp, parseNumericDate } from './numeric-date.ts';

const [credentialsV1, statusV1, kluscvV1] = jwtCredentialContexts;

const Payload = z.strictObject({
  iss: z.string(),
  sub: z.string().optional(),
  iat: z.int().optional(),
  nbf: z.int(),
  exp: z.int(),
  vc: z.strictObject({
    '@context': z.tuple([z.literal(credentialsV1), z.literal(statusV1), z.literal(kluscvV1)]),
    type: z.tuple([z.literal('VerifiableCredential'), z.literal(kluscvType)]),
    issuer: z.string().optional(),
    issuanceDate: z.string().optional(),
    expirationDate: z.string().optional(),
    credentialStatus: z.unknown().optional(),
    credentialSubject: Claims.partial().extend({ id: z.string().optional() }),
  }),
});
type Payload = z.infer<typeof Payload>;

const isMoment = (text: string | undefined, seconds: number): boolean =>
  text === undefined || parseDateTimeStamp(text)?.getTime() === seconds * 1000;

const agrees = ({ iss, sub, nbf, exp, vc }: Payload): boolean =>
  [undefined, iss].includes(vc.issuer) &&
  [undefined, sub].includes(vc.credentialSubject.id) &&
  isMoment(vc.issuanceDate, nbf) &&
  isMoment(vc.expirationDate, exp);

const contentFrom = (header: JsonObject, payload: JsonObject): Result<SignedContent, SignatureFailure> => {
  const parsed = Payload.safeParse(payload);
  if (!parsed.success || !agrees(parsed.data)) return err('content_unknown');
  if (header.typ !== undefined && header.typ !== 'JWT') return err('content_unknown');
  const { sub, nbf, exp, vc } = parsed.data;
  const { id: _, ...claims } = vc.credentialSubject;
  return ok({
    claims,
    read: claims,
    validFrom: parseNumericDate(nbf),
    validUntil: parseNumericDate(exp),
    status: bitstringStatusFrom(vc.credentialStatus),
    holder: sub === undefined ? { kind: 'none' } : { kind: 'did', did: sub },
  });
};

/** Takes a JWT credential apart. */
export const readJwtVc: FormatReader<Extract<ReceivedCredential, { format: 'jwt_vc_json' }>> = ({
  compact,
}) => {
  const parsed = parseJws(compact);
  const read = parsed.ok ? parseJwsPayload(parsed.value) : parsed;
  if (!parsed.ok || !read.ok) return err('damaged');
  const { header } = parsed.value;
  const { iss, nbf, vc } = read.value;
  if (typeof iss !== 'string' || !isJsonObject(vc)) return err('other_credential');
  return ok({
    format: 'jwt_vc_json',
    issuerId: iss,
    kluscv: Array.isArray(vc.type) && vc.type.includes(kluscvType),
    signedAt: parseNumericDate(nbf),
    findPlatform: (list) => platformByDid(list, iss),
    verify: async (platform, context) => {
      const key = await issuerKeyOf({ did: iss, verificationMethod: header.kid }, platform, context);
      if (!key.ok) return key;
      const verified = await verifyParsedJws(parsed.value, key.value, context.crypto);
      return verified.ok ? contentFrom(header, read.value) : err('signature_invalid');
    },
  });
};
