/** Whose signatures make a list the scheme's: one key or several, and how many of them must have signed. */
import { z } from 'zod';
import { PublicJwk } from '../keys/jwk.ts';
import { parsePublicJwk, samePublicJwk } from '../keys/parse-public-jwk.ts';
import { isJsonObject } from '../strict-json.ts';

const isDistinct = (keys: readonly PublicJwk[]): boolean =>
  keys.every((key, index) => !keys.slice(0, index).some((other) => samePublicJwk(key, other)));

export const SchemeKeys = z
  .strictObject({
    keys: z.array(PublicJwk).min(1).max(5).refine(isDistinct, 'a key counts once'),
    /** How many different keys must have signed. */
    threshold: z.int().min(1),
  })
  .refine(({ keys, threshold }) => threshold <= keys.length, 'more signatures than keys');
export type SchemeKeys = z.infer<typeof SchemeKeys>;

/** One key as a set of which one must sign; a set as it is. */
export const asSchemeKeys = (pinned: PublicJwk | SchemeKeys): SchemeKeys =>
  'keys' in pinned ? pinned : { keys: [pinned], threshold: 1 };

/**
 * What a verifier was told to pin: one public JWK, or a JWK set (RFC 7517 section 5) with `threshold`, which is all of
 * its keys unless it says so. Undefined for anything else; a set with a private key in it is refused as a whole.
 */
export const parseSchemeKeys = (value: unknown): SchemeKeys | undefined => {
  if (!isJsonObject(value)) return undefined;
  const given = 'keys' in value ? value.keys : [value];
  if (!Array.isArray(given)) return undefined;
  const keys = given.flatMap((key) => parsePublicJwk(key) ?? []);
  if (keys.length !== given.length) return undefined;
  const parsed = SchemeKeys.safeParse({ keys, threshold: value.threshold ?? keys.length });
  return parsed.success ? parsed.data : undefined;
};

/** True when both ask for the same keys, in whatever order, and as many of them. */
export const sameSchemeKeys = (one: SchemeKeys, other: SchemeKeys): boolean =>
  one.threshold === other.threshold &&
  one.keys.length === other.keys.length &&
  one.keys.every((key) => other.keys.some((same) => samePublicJwk(key, same)));
