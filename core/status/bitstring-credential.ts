/** The credential that carries a bitstring, and the entry that points into it (Bitstring Status List 1.0 sections 2.1 and 2.2). */
import { z } from 'zod';
import { toDateTimeStamp } from '../date-time-stamp.ts';
import type { JsonObject } from '../strict-json.ts';

export const StatusPurpose = z.enum(['revocation', 'suspension', 'refresh']);
/** Withdrawal is final; suspension is not; `refresh` says that a newer one exists, and takes nothing away. */
export type StatusPurpose = z.infer<typeof StatusPurpose>;

const dateTimeStamp = z.iso.datetime({ offset: true });

export const BitstringStatusListEntry = z.object({
  type: z.literal('BitstringStatusListEntry'),
  statusPurpose: z.string(),
  /** A number without sign or leading zeros, as text. */
  statusListIndex: z.string().regex(/^(0|[1-9]\d{0,8})$/),
  statusListCredential: z.url(),
});
export type BitstringStatusListEntry = z.infer<typeof BitstringStatusListEntry>;

export const BitstringStatusListCredential = z.object({
  id: z.string(),
  type: z.array(z.string()).refine((types) => types.includes('BitstringStatusListCredential')),
  issuer: z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]),
  validFrom: dateTimeStamp.optional(),
  validUntil: dateTimeStamp.optional(),
  credentialSubject: z.object({
    type: z.literal('BitstringStatusList'),
    statusPurpose: z.string(),
    encodedList: z.string(),
    /** Milliseconds. */
    ttl: z.number().optional(),
  }),
});
export type BitstringStatusListCredential = z.infer<typeof BitstringStatusListCredential>;

/** The status list credential, unsigned: sign it with `issueDataIntegrity`. `url` is where it will be found. */
export const createBitstringStatusListCredential = ({
  url,
  issuer,
  purpose,
  encodedList,
  validFrom,
  validUntil,
  ttlSeconds,
}: {
  readonly url: string;
  readonly issuer: string;
  readonly purpose: StatusPurpose;
  readonly encodedList: string;
  readonly validFrom: Date;
  readonly validUntil: Date;
  /** How long others may keep it. */
  readonly ttlSeconds?: number;
}): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: url,
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer,
  validFrom: toDateTimeStamp(validFrom),
  validUntil: toDateTimeStamp(validUntil),
  credentialSubject: {
    id: `${url}#list`,
    type: 'BitstringStatusList',
    statusPurpose: purpose,
    encodedList,
    ...(ttlSeconds !== undefined && { ttl: ttlSeconds * 1000 }),
  },
});

/** The `credentialStatus` entry of a credential at an index of a list. */
export const createBitstringStatusListEntry = ({
  url,
  purpose,
  index,
}: {
  readonly url: string;
  readonly purpose: StatusPurpose;
  readonly index: number;
}): BitstringStatusListEntry => ({
  type: 'BitstringStatusListEntry',
  statusPurpose: purpose,
  statusListIndex: String(index),
  statusListCredential: url,
});

/** A status list credential in a document whose proof was verified; undefined when it is none. */
export const parseBitstringStatusListCredential = (
  document: unknown,
): BitstringStatusListCredential | undefined => {
  const parsed = BitstringStatusListCredential.safeParse(document);
  return parsed.success ? parsed.data : undefined;
};
