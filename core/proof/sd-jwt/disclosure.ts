/** Disclosures (RFC 9901 section 4.2): a salt with a claim's name and value, or with an element of a list. */
import { textFromBase64Url, toBase64Url, toUtf8 } from '../../bytes.ts';
import type { CryptoPort } from '../../ports.ts';
import { parseStrictJson } from '../../strict-json.ts';

export type Disclosure = {
  readonly encoded: string;
  /** Absent for an element of a list. */
  readonly name?: string;
  readonly value: unknown;
};

export type DigestTools = Pick<CryptoPort, 'sha256' | 'hashToBase64Url'>;

/** The SHA-256 digest, base64url, of an encoded disclosure or of a whole SD-JWT. */
export const digestOf = async (encoded: string, { sha256, hashToBase64Url }: DigestTools): Promise<string> =>
  hashToBase64Url?.('sha256', encoded) ?? toBase64Url(await sha256(toUtf8(encoded)));

/** A disclosure from its text; undefined when it is not a list of two or three with a text as salt (and as name). */
export const parseDisclosure = (encoded: string): Disclosure | undefined => {
  let content: unknown;
  try {
    const parsed = parseStrictJson(textFromBase64Url(encoded) ?? '');
    content = parsed.ok ? parsed.value : undefined;
  } catch {
    return undefined;
  }
  if (!Array.isArray(content) || typeof content[0] !== 'string') return undefined;
  const [, second, third]: readonly unknown[] = content;
  if (content.length === 2) return { encoded, value: second };
  return content.length === 3 && typeof second === 'string'
    ? { encoded, name: second, value: third }
    : undefined;
};
