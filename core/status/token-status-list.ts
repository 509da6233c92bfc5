/** Token Status List (draft 20): one, two, four or eight bits per credential, lowest bits first, zlib, in a signed JWT. */
import { zlibSync } from 'fflate';
import { z } from 'zod';
import { type Bytes, fromBase64Url, toBase64Url } from '../bytes.ts';
import { KlusCVError } from '../errors.ts';
import { type InflateProblem, inflate } from '../inflate.ts';
import type { Signer } from '../ports.ts';
import { signJws } from '../proof/jws.ts';
import { err, ok, type Result } from '../result.ts';

export type StatusBits = 1 | 2 | 4 | 8;

/** Section 7.1. Any other value is not known here, and must not be read as valid. */
export const tokenStatus = { valid: 0, revoked: 1, suspended: 2 } as const;

/**
 * Where it stands whether newer credentials exist: a list of one bit each, beside the one that a credential names. Our
 * own convention, so that no credential grows by it and status 3, which others must take for "not valid", is not needed.
 */
export const newerListUrl = (tokenListUrl: string): string => `${tokenListUrl}/refresh`;

/** As it stands in the JWT: `lst` is base64url of zlib of the bytes. */
export const PackedStatusList = z.object({
  bits: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(8)]),
  lst: z.string().max(4_000_000),
});
export type PackedStatusList = z.infer<typeof PackedStatusList>;

export type TokenStatusList = { readonly bits: StatusBits; readonly bytes: Uint8Array };

export type TokenStatusListProblem =
  | InflateProblem
  | { readonly code: 'token_status_list_malformed'; readonly message: string };

const defaultMaxBytes = 2_097_152;

/** Packs the status of every index (0 upwards). Throws `invalid_request` for a status that does not fit in the bits. */
export const createTokenStatusList = ({
  statuses,
  bits,
}: {
  readonly statuses: ArrayLike<number>;
  readonly bits: StatusBits;
}): PackedStatusList => {
  const perByte = 8 / bits;
  const bytes = new Uint8Array(Math.ceil(statuses.length / perByte));
  for (let index = 0; index < statuses.length; index++) {
    const status = statuses[index] ?? 0;
    if (!Number.isInteger(status) || status < 0 || status >= 2 ** bits) {
      throw new KlusCVError('invalid_request', 'A status does not fit in the bits of the list.');
    }
    const position = Math.floor(index / perByte);
    bytes[position] = (bytes[position] ?? 0) | (status << ((index % perByte) * bits));
  }
  return { bits, lst: toBase64Url(zlibSync(bytes, { level: 9 })) };
};

/** The list behind `status_list` of a JWT whose signature was verified; refused beyond `maxBytes` unpacked. Never throws. */
export const decodeTokenStatusList = (
  statusList: unknown,
  { maxBytes = defaultMaxBytes }: { readonly maxBytes?: number } = {},
): Result<TokenStatusList, TokenStatusListProblem> => {
  const parsed = PackedStatusList.safeParse(statusList);
  const packed: Bytes | undefined = parsed.success ? fromBase64Url(parsed.data.lst) : undefined;
  if (!parsed.success || !packed) {
    return err({ code: 'token_status_list_malformed', message: 'This is not a token status list.' });
  }
  const unpacked = inflate(packed, { packing: 'zlib', maxBytes });
  return unpacked.ok ? ok({ bits: parsed.data.bits, bytes: unpacked.value }) : unpacked;
};

/** The status at an index; undefined outside the list, which must never be read as valid. */
export const statusAt = ({ bits, bytes }: TokenStatusList, index: number): number | undefined => {
  if (!Number.isInteger(index)) return undefined;
  const perByte = 8 / bits;
  const byte = bytes[Math.floor(index / perByte)];
  return byte === undefined ? undefined : (byte >> ((index % perByte) * bits)) & (2 ** bits - 1);
};

export const tokenStatusListType = 'statuslist+jwt';

const toSeconds = (date: Date): number => Math.floor(date.getTime() / 1000);

/** The payload of a status list token (section 5.1), its own shape checked; times and `sub` are for the caller to check. */
export const TokenStatusListPayload = z.object({
  sub: z.string(),
  iat: z.number(),
  exp: z.number().optional(),
  /** Seconds for which it may be kept. */
  ttl: z.number().positive().optional(),
  status_list: PackedStatusList,
});
export type TokenStatusListPayload = z.infer<typeof TokenStatusListPayload>;

/** The signed token, media type `application/statuslist+jwt`; `uri` is where it will be found, `x5c` base64 DER without the anchor. */
export const signTokenStatusList = async (
  {
    uri,
    list,
    issuedAt,
    expiresAt,
    ttlSeconds,
    x5c,
  }: {
    readonly uri: string;
    readonly list: PackedStatusList;
    readonly issuedAt: Date;
    readonly expiresAt: Date;
    readonly ttlSeconds: number;
    readonly x5c: readonly string[];
  },
  signer: Signer,
): Promise<string> =>
  signJws(
    {
      header: { typ: tokenStatusListType, x5c: [...x5c] },
      payload: {
        sub: uri,
        iat: toSeconds(issuedAt),
        exp: toSeconds(expiresAt),
        ttl: ttlSeconds,
        status_list: { bits: list.bits, lst: list.lst },
      },
    },
    signer,
  );
