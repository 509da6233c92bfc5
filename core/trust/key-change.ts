/**
 * A change of the scheme's keys: a statement, signed by the keys before, that names the keys from then on. The list
 * carries all of them in order, so that who pinned an old key finds the way to the one that signs today.
 */
import { z } from 'zod';
import type { CryptoPort } from '../ports.ts';
import { parseJwsPayload } from '../proof/jws.ts';
import { err, ok, type Result } from '../result.ts';
import { SchemeKeys } from './scheme-keys.ts';
import { parseSignedText, signersOf } from './signed-text.ts';

export const keyChangeType = 'kluscv-scheme-keys+jwt';

export const KeyChange = z.strictObject({
  scheme: z.string().min(1).max(100),
  /** The how-manieth change: 1, 2, 3… An old statement can never stand in a new one's place. */
  generation: z.int().min(1).max(50),
  next: SchemeKeys,
});
export type KeyChange = z.infer<typeof KeyChange>;

/** What a signed statement says, nothing of it verified; undefined when it is none. */
export const parseKeyChange = (text: string): KeyChange | undefined => {
  const signed = parseSignedText(text, keyChangeType);
  const payload = signed && parseJwsPayload(signed);
  const parsed = KeyChange.safeParse(payload?.ok ? payload.value : undefined);
  return parsed.success ? parsed.data : undefined;
};

/** True when enough of `keys` have signed the statement. */
export const isSignedBy = async (
  text: string,
  { keys, threshold }: SchemeKeys,
  crypto: Pick<CryptoPort, 'verifySignature'>,
): Promise<boolean> => {
  const signed = parseSignedText(text, keyChangeType);
  return signed !== undefined && (await signersOf(signed, keys, crypto)).length >= threshold;
};

/**
 * From the pinned keys to those that hold now. Statements before the pinned keys are passed over; from the first one
 * that the pinned keys signed, each must be signed by the keys before it.
 *
 * @param changes the signed statements as they stand in the list, oldest first
 */
export const followKeyChanges = async (
  { scheme, pinned, changes }: { scheme: string; pinned: SchemeKeys; changes: readonly string[] },
  crypto: Pick<CryptoPort, 'verifySignature'>,
): Promise<Result<SchemeKeys, 'malformed' | 'signature'>> => {
  let keys = pinned;
  let isOnTheWay = false;
  for (const [index, text] of changes.entries()) {
    const change = parseKeyChange(text);
    if (change?.scheme !== scheme || change.generation !== index + 1) return err('malformed');
    const follows = await isSignedBy(text, keys, crypto);
    if (!follows && isOnTheWay) return err('signature');
    if (follows) keys = change.next;
    isOnTheWay ||= follows;
  }
  return ok(keys);
};
