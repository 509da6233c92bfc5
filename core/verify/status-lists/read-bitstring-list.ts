/** One place in a Bitstring Status List (v1.0, section 3.2): a W3C credential that must be this platform's own. */
import { z } from 'zod';
import { fromUtf8 } from '../../bytes.ts';
import { decodeBitstringList, getBit } from '../../status/index.ts';
import { isJsonObject, type JsonObject, parseStrictJson } from '../../strict-json.ts';
import type { Platform } from '../../trust/index.ts';
import type { VerifyContext } from '../context.ts';
import type { StatusReference } from '../formats/format.ts';
import { verifyIssuerProof } from '../formats/issuer-proof.ts';
import { parseDateTimeStamp } from '../formats/numeric-date.ts';
import { listTimes } from './list-times.ts';
import type { StatusAnswer } from './status-answer.ts';

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
  try {
    const parsed = parseStrictJson(fromUtf8(body));
    return parsed.ok && isJsonObject(parsed.value) ? parsed.value : undefined;
  } catch {
    return undefined;
  }
};

const setStates = { revocation: 'revoked', suspension: 'suspended', refresh: 'newer' } as const;

/** At most this many bytes of list: two million credentials. */
const maxBytes = 256 * 1024;

/**
 * What the list says at the credential's index; a problem whenever it is not certain that the platform says so now.
 *
 * @param body the list credential as it was fetched
 */
export const readBitstringList = async (
  { body, reference, platform }: Loaded,
  context: VerifyContext,
): Promise<StatusAnswer> => {
  const document = parseDocument(body);
  const parsed = ListCredential.safeParse(document);
  if (document === undefined || !parsed.success) return { problem: 'status_unreadable' };
  const { id, issuer, validFrom, validUntil, credentialSubject: list } = parsed.data;
  // Whoever holds a platform's lists may sign them, and nothing else in its name.
  const isOwn = [platform.did, ...platform.otherDids, platform.held?.did].includes(issuer);
  if (!isOwn || id !== reference.url || list.statusPurpose !== reference.purpose)
    return { problem: 'status_foreign' };
  const verified = await verifyIssuerProof(document, issuer, context);
  if (!verified.ok) return { problem: 'status_unreadable' };
  const [from, until] = [parseDateTimeStamp(validFrom), parseDateTimeStamp(validUntil)];
  const times = from && until && listTimes({ from: from.getTime(), until: until.getTime() }, context);
  if (times === undefined) return { problem: 'status_expired' };
  const decoded = decodeBitstringList(list.encodedList, { maxBytes });
  if (!decoded.ok) return { problem: 'status_unreadable' };
  const bit = getBit(decoded.value, reference.index);
  if (bit === undefined) return { problem: 'status_outside' };
  return { state: bit ? setStates[list.statusPurpose] : 'active', listDate: times.from };
};
