/** A Bitstring Status List (v1.0, section 3.2): a W3C credential that must be this platform's own. */
import { z } from 'zod';
import { fromUtf8 } from '../../bytes.ts';
import { findVerificationMethod, isInForce } from '../../did/index.ts';
import { readMoment } from '../../proof/index.ts';
import { err, ok } from '../../result.ts';
import { decodeBitstringList } from '../../status/index.ts';
import { isJsonObject, type JsonObject, parseStrictJson } from '../../strict-json.ts';
import type { Platform } from '../../trust/index.ts';
import type { VerifyContext } from '../context.ts';
import type { StatusReference } from '../formats/format.ts';
import { proofsOf, verifyIssuerProof } from '../formats/issuer-proof.ts';
import { parseDateTimeStamp } from '../formats/numeric-date.ts';
import { hasFewMembers } from './has-few-members.ts';
import type { StatusAnswer } from './status-answer.ts';
import { answerAt, type ListVerdict } from './verified-list.ts';

/** Written exactly so, since the proof covers the graph and we read the JSON (see `formats/ldp-vc.ts`). */
const ListCredential = z.strictObject({
  '@context': z.tuple([z.literal('https://www.w3.org/ns/credentials/v2')]),
  id: z.string(),
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('BitstringStatusListCredential')]),
  issuer: z.string(),
  validFrom: z.string(),
  validUntil: z.string(),
  credentialSubject: z.strictObject({
    id: z.string().optional(),
    type: z.literal('BitstringStatusList'),
    statusPurpose: z.enum(['revocation', 'suspension', 'refresh']),
    encodedList: z.string(),
    ttl: z.number().optional(),
  }),
  proof: z.unknown(),
});

type Loaded = {
  readonly body: Uint8Array;
  readonly reference: Extract<StatusReference, { kind: 'bitstring' }>;
  readonly platform: Platform;
};

const parseDocument = (body: Uint8Array): JsonObject | undefined => {
  if (!hasFewMembers(body)) return undefined;
  try {
    const parsed = parseStrictJson(fromUtf8(body));
    return parsed.ok && isJsonObject(parsed.value) ? parsed.value : undefined;
  } catch {
    return undefined;
  }
};

/** At most this many bytes of list: two million credentials. */
const maxBytes = 256 * 1024;

/** The keys and times that the signature stands on, asked again without any cryptography. */
const proofHoldsAt =
  (document: JsonObject, issuer: string, verifiedWith: unknown) =>
  async ({ resolveDid, now }: VerifyContext): Promise<boolean> => {
    const { didDocument } = await resolveDid(issuer).catch(() => ({ didDocument: null }));
    if (didDocument === null || didDocument !== verifiedWith) return false;
    return proofsOf(document).every(({ verificationMethod, expires }) => {
      const method = findVerificationMethod(didDocument, String(verificationMethod), 'assertionMethod');
      const ends = expires === undefined ? Number.POSITIVE_INFINITY : readMoment(String(expires));
      return method !== undefined && isInForce(method, now) && now.getTime() < ends;
    });
  };

const verifyAnew = async (
  { body, reference, platform }: Loaded,
  context: VerifyContext,
): Promise<ListVerdict> => {
  const document = parseDocument(body);
  const parsed = ListCredential.safeParse(document);
  if (document === undefined || !parsed.success) return err('status_unreadable');
  const { id, issuer, validFrom, validUntil, credentialSubject: list } = parsed.data;
  // Whoever holds a platform's lists may sign them, and nothing else in its name.
  const isOwn = [platform.did, ...platform.otherDids, platform.held?.did].includes(issuer);
  if (!isOwn || id !== reference.url || list.statusPurpose !== reference.purpose)
    return err('status_foreign');
  // Before the proof: a document that changes meanwhile is then seen to be another one.
  const { didDocument } = await context.resolveDid(issuer).catch(() => ({ didDocument: null }));
  const verified = await verifyIssuerProof(document, issuer, context);
  if (!verified.ok) return err('status_unreadable');
  const [from, until] = [parseDateTimeStamp(validFrom), parseDateTimeStamp(validUntil)];
  if (from === undefined || until === undefined) return err('status_expired');
  const decoded = decodeBitstringList(list.encodedList, { maxBytes });
  if (!decoded.ok) return err('status_unreadable');
  return ok({
    from: from.getTime(),
    until: until.getTime(),
    // In milliseconds (section 2.2).
    ttlSeconds: list.ttl === undefined ? undefined : list.ttl / 1000,
    entries: { kind: 'bitstring', purpose: list.statusPurpose, bytes: decoded.value },
    holdsAt: proofHoldsAt(document, issuer, didDocument),
  });
};

/**
 * Whether it is the platform's own, and what it says. Verified once per version when the context has a memory for it.
 *
 * @param body the list credential as it was fetched
 */
export const verifyBitstringList = (loaded: Loaded, context: VerifyContext): Promise<ListVerdict> => {
  const { body, reference, platform } = loaded;
  const verify = () => verifyAnew(loaded, context);
  const name = `bitstring ${reference.purpose} ${platform.did} ${reference.url}`;
  return context.verifiedLists?.get({ name, body, verify }, context) ?? verify();
};

/** What the list says at the credential's index; a problem whenever it is not certain that the platform says so now. */
export const readBitstringList = async (loaded: Loaded, context: VerifyContext): Promise<StatusAnswer> =>
  answerAt(await verifyBitstringList(loaded, context), loaded.reference.index, context);
