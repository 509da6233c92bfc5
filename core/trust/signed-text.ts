/**
 * A text that one person or several have signed: a compact JWS for one, the general JSON serialization for more
 * (RFC 7515 sections 7.1 and 7.2.1). All headers are protected, and all name the same `typ`.
 */
import { z } from 'zod';
import { KlusCVError } from '../errors.ts';
import type { PublicJwk } from '../keys/jwk.ts';
import type { CryptoPort, Signer } from '../ports.ts';
import { type ParsedJws, parseJws, signJws, verifyParsedJws } from '../proof/jws.ts';
import { type JsonObject, parseStrictJson } from '../strict-json.ts';

/** A signed text taken apart; nothing about it has been verified. */
export type SignedText = {
  readonly payloadBytes: ParsedJws['payloadBytes'];
  readonly signatures: readonly ParsedJws[];
};

const part = z.string().regex(/^[A-Za-z0-9_-]+$/);
const GeneralJws = z.strictObject({
  payload: part,
  signatures: z
    .array(z.strictObject({ protected: part, signature: part }))
    .min(1)
    .max(10),
});

/** More than any list of ours, and less than would hurt. */
const maxLength = 4_000_000;

const compactParts = (text: string): readonly string[] | undefined => {
  if (text.length > maxLength) return undefined;
  if (!text.startsWith('{')) return [text];
  const json = parseStrictJson(text);
  const parsed = GeneralJws.safeParse(json.ok ? json.value : undefined);
  if (!parsed.success) return undefined;
  const { payload, signatures } = parsed.data;
  return signatures.map((one) => `${one.protected}.${payload}.${one.signature}`);
};

/** Takes a signed text apart; undefined when it is none, or not of this `typ`. Never throws. */
export const parseSignedText = (text: string, typ: string): SignedText | undefined => {
  const parts = compactParts(text.trim());
  if (parts === undefined) return undefined;
  const signatures = parts.flatMap((compact) => {
    const parsed = parseJws(compact);
    return parsed.ok && parsed.value.header.typ === typ ? [parsed.value] : [];
  });
  const [first] = signatures;
  return first !== undefined && signatures.length === parts.length
    ? { payloadBytes: first.payloadBytes, signatures }
    : undefined;
};

/** Which of these keys have signed it; a key counts once, however often it did. */
export const signersOf = async (
  signed: SignedText,
  keys: readonly PublicJwk[],
  crypto: Pick<CryptoPort, 'verifySignature'>,
): Promise<readonly PublicJwk[]> => {
  const found: PublicJwk[] = [];
  for (const key of keys) {
    const answers = await Promise.all(signed.signatures.map((one) => verifyParsedJws(one, key, crypto)));
    if (answers.some((answer) => answer.ok)) found.push(key);
  }
  return found;
};

/** A first signature over a message. */
export const signText = (
  { typ, payload }: { readonly typ: string; readonly payload: JsonObject },
  signer: Signer,
): Promise<string> => signJws({ header: { typ }, payload }, signer);

const splitCompact = (compact: string) => {
  const [header = '', payload = '', signature = ''] = compact.split('.');
  return { payload, signature: { protected: header, signature } };
};

/**
 * One more signature over the very bytes that are signed already.
 * @throws KlusCVError `invalid_request` when the text is not of this `typ`
 */
export const addSignature = async (text: string, typ: string, signer: Signer): Promise<string> => {
  const parsed = parseSignedText(text, typ);
  const parts = compactParts(text.trim());
  if (!parsed || !parts) throw new KlusCVError('invalid_request', 'This is not what is to be signed.');
  const added = await signJws({ header: { typ }, payload: parsed.payloadBytes }, signer);
  const all = [...parts, added].map(splitCompact);
  return JSON.stringify({
    payload: splitCompact(added).payload,
    signatures: all.map(({ signature }) => signature),
  });
};
