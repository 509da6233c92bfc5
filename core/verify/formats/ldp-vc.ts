/**
 * A KlusCV as W3C credential with a Data Integrity proof (VCDM 2.0), whole or derived from one by its holder. The proof covers
 * the graph, we read the JSON: so the JSON must be written exactly as the vocabulary writes it, or one graph could be told in
 * two ways, one of them without its end of validity.
 */
import { z } from 'zod';
import { kluscvContextUrl, kluscvSchemaUrl, kluscvType } from '../../../contexts/index.ts';
import { Claims, claimNames } from '../../credential/claims.ts';
import { type AcceptedCryptosuites, kluscvCryptosuites } from '../../proof/index.ts';
import { err, ok, type Result } from '../../result.ts';
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import { platformByDid } from '../../trust/index.ts';
import { checkCredentialModel } from '../checks/data-model/credential.ts';
import type { ReceivedCredential } from '../received.ts';
import { bitstringStatusFrom } from './bitstring-status.ts';
import type { FormatReader, Holder, SignatureFailure, SignedContent } from './format.ts';
import { isAsSigned } from './is-as-signed.ts';
import { proofsOf, verifyIssuerProof } from './issuer-proof.ts';
import { parseDateTimeStamp } from './numeric-date.ts';

const Envelope = z.strictObject({
  '@context': z.tuple([z.literal('https://www.w3.org/ns/credentials/v2'), z.literal(kluscvContextUrl)]),
  type: z.tuple([z.literal('VerifiableCredential'), z.literal(kluscvType)]),
  issuer: z.string(),
  validFrom: z.string(),
  validUntil: z.string(),
  credentialSchema: z
    .strictObject({ id: z.literal(kluscvSchemaUrl), type: z.literal('JsonSchema') })
    .optional(),
  credentialStatus: z.unknown().optional(),
  credentialSubject: Claims.partial().extend({ id: z.string().optional() }),
  proof: z.unknown(),
});

/** Of a derived one parts may have been kept back, inside a claim too; which of them can be told, the claims' own check says. */
const DerivedEnvelope = Envelope.extend({
  credentialSubject: z.strictObject({
    id: z.string().optional(),
    ...Object.fromEntries(claimNames.map((name) => [name, z.unknown().optional()])),
  }),
});

/** The suite in which the holder shows parts. */
const selectiveSuite = 'ecdsa-sd-2023';
const acceptedSuites: AcceptedCryptosuites = new Map([
  ...kluscvCryptosuites,
  [selectiveSuite, new Set(['ES256'] as const)],
]);

const isDerived = (document: JsonObject): boolean =>
  proofsOf(document).some(({ cryptosuite }) => cryptosuite === selectiveSuite);

const isEachOnce = (concepts: unknown): boolean => {
  const ids = [concepts ?? []].flat().map((concept) => (isJsonObject(concept) ? concept.id : concept));
  return new Set(ids).size === ids.length;
};

const holderFrom = (id: string | undefined): Holder =>
  id === undefined ? { kind: 'none' } : { kind: 'did', did: id };

type Claimed = Pick<SignedContent, 'claims' | 'read'> & { readonly id: string | undefined };

/** The envelope with the claims in it; a whole one has none but those of the vocabulary, written as it writes them. */
const openEnvelope = (document: JsonObject): (Claimed & z.infer<typeof Envelope>) | undefined => {
  if (isDerived(document)) {
    const { data } = DerivedEnvelope.safeParse(document);
    if (data === undefined) return undefined;
    const { id, ...claims } = data.credentialSubject;
    return { ...data, id, claims };
  }
  const { data } = Envelope.safeParse(document);
  if (data === undefined) return undefined;
  const { id, ...claims } = data.credentialSubject;
  return { ...data, id, claims, read: claims };
};

const contentFrom = (document: JsonObject): Result<SignedContent, SignatureFailure> => {
  const opened = openEnvelope(document);
  if (opened === undefined || checkCredentialModel(document).length > 0) return err('content_unknown');
  const { id, claims, read } = opened;
  if (!isAsSigned(claims)) return err('content_unknown');
  // A concept named twice with the same figures is, in the graph, the concept named once.
  if (!isEachOnce(claims.skills) || !isEachOnce(claims.occupations)) return err('content_unknown');
  return ok({
    claims,
    ...(read !== undefined && { read }),
    validFrom: parseDateTimeStamp(opened.validFrom),
    validUntil: parseDateTimeStamp(opened.validUntil),
    status: bitstringStatusFrom(opened.credentialStatus),
    holder: holderFrom(id),
  });
};

/** Takes a W3C credential apart. */
export const readLdpVc: FormatReader<Extract<ReceivedCredential, { format: 'ldp_vc' }>> = ({ document }) => {
  const issuer = isJsonObject(document.issuer) ? document.issuer.id : document.issuer;
  if (typeof issuer !== 'string') return err('other_credential');
  if (document.proof === undefined) return err('unsigned');
  return ok({
    format: 'ldp_vc',
    issuerId: issuer,
    kluscv: Array.isArray(document.type) && document.type.includes(kluscvType),
    signedAt: parseDateTimeStamp(document.validFrom),
    findPlatform: (list) => platformByDid(list, issuer),
    verify: async (_platform, context) => {
      const verified = await verifyIssuerProof(document, issuer, context, acceptedSuites);
      return verified.ok ? contentFrom(document) : verified;
    },
  });
};
