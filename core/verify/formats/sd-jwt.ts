/** A KlusCV as SD-JWT VC: the issuer is its `iss`, the key comes with the `x5c` header (SD-JWT VC draft 19 section 2.5). */
import { kluscvVct, typeMetadata } from '../../../contexts/index.ts';
import { toUtf8 } from '../../bytes.ts';
import { parsePublicJwk } from '../../keys/index.ts';
import type { CryptoPort } from '../../ports.ts';
import {
  checkTypeMetadata,
  parseSdJwt,
  parseTypeMetadata,
  sdJwtVcTypes,
  verifyParsedSdJwt,
} from '../../proof/index.ts';
import { err, ok } from '../../result.ts';
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import { platformByUrl } from '../../trust/index.ts';
import type { ReceivedCredential } from '../received.ts';
import type { CopyNote } from '../report.ts';
import type { FormatReader, Holder, SignedContent, StatusReference } from './format.ts';
import { issuerKeyFrom } from './issuer-certificate.ts';
import { parseNumericDate } from './numeric-date.ts';
import { signingMoment } from './signing-moment.ts';

const holderFrom = (cnf: unknown): Holder => {
  const jwk = isJsonObject(cnf) ? parsePublicJwk(cnf.jwk) : undefined;
  return jwk === undefined ? { kind: 'none' } : { kind: 'jwk', jwk };
};

/** The `status_list` of a `status` claim (Token Status List section 6.1), in SD-JWT and in the compact edition alike. */
export const tokenStatusFrom = (status: unknown): readonly StatusReference[] | undefined => {
  if (status === undefined) return [];
  const list = isJsonObject(status) ? status.status_list : undefined;
  if (!isJsonObject(list)) return undefined;
  const { idx, uri } = list;
  return typeof uri === 'string' && typeof idx === 'number' && Number.isSafeInteger(idx) && idx >= 0
    ? [{ kind: 'token', url: uri, index: idx }]
    : undefined;
};

/** A name as the issuer lets through: one line, not long, nothing that turns the reading direction. */
const nameForm = /^[^\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]{1,200}$/u;

/** `signed` has the digest of a name even when the name itself was kept back. */
const copyFrom = (copy: unknown, signed: unknown): CopyNote | undefined => {
  if (!isJsonObject(copy)) return undefined;
  const { madeFor } = copy;
  if (typeof madeFor === 'string' && nameForm.test(madeFor)) return { madeFor: 'named', name: madeFor };
  const names = isJsonObject(signed) && Array.isArray(signed._sd) ? signed._sd.length : 0;
  return { madeFor: names > 0 || madeFor !== undefined ? 'name_kept_back' : 'nobody_named' };
};

const contentFrom = (payload: JsonObject, signed: JsonObject): SignedContent => ({
  claims: payload,
  validFrom: parseNumericDate(payload.nbf) ?? parseNumericDate(payload.iat),
  validUntil: parseNumericDate(payload.exp),
  status: tokenStatusFrom(payload.status),
  holder: holderFrom(payload.cnf),
  copy: copyFrom(payload.copy, signed.copy),
});

const metadata = parseTypeMetadata(typeMetadata);
/** As every issuer and verifier publishes it. */
const metadataBytes = toUtf8(JSON.stringify(typeMetadata));

/** Whether it is written as the vocabulary's type metadata says, and means that and no other (`vct#integrity`). */
const holdsMetadata = async (
  shown: Pick<Parameters<typeof checkTypeMetadata>[0], 'claims' | 'placed'>,
  crypto: Pick<CryptoPort, 'sha256'>,
): Promise<boolean> =>
  metadata.ok && (await checkTypeMetadata({ ...shown, metadata: metadata.value, metadataBytes }, crypto)).ok;

/** Takes an SD-JWT VC apart. */
export const readSdJwt: FormatReader<Extract<ReceivedCredential, { format: 'dc+sd-jwt' }>> = ({
  compact,
}) => {
  const parsed = parseSdJwt(compact);
  if (!parsed.ok) return err('damaged');
  const { header, payload } = parsed.value;
  const { iss } = payload;
  if (typeof iss !== 'string') return err('other_credential');
  const signedAt = parseNumericDate(payload.nbf) ?? parseNumericDate(payload.iat);
  return ok({
    format: 'dc+sd-jwt',
    issuerId: iss,
    kluscv: payload.vct === kluscvVct,
    signedAt,
    findPlatform: (list) => platformByUrl(list, iss),
    verify: async (platform, { now, crypto, issuerChains }) => {
      const key = await issuerKeyFrom(header.x5c, platform, signingMoment(signedAt, now), issuerChains);
      if (!key.ok) return key;
      // Any type at first: a type that somebody changed is a change, a type that the platform signed is another thing.
      const verified = await verifyParsedSdJwt(parsed.value, key.value, crypto, {
        types: [String(header.typ)],
      });
      if (!verified.ok) return err('signature_invalid');
      const { payload: claims, placed } = verified.value;
      // That it is a KlusCV by its `vct` the metadata says.
      return sdJwtVcTypes.includes(String(header.typ)) && (await holdsMetadata({ claims, placed }, crypto))
        ? ok(contentFrom(claims, payload))
        : err('content_unknown');
    },
  });
};
