/** From bytes that anybody handed in to what a verification can start from. No trust in anything, no fetch. */
import { digitsToCompact, parseJws, parseJwsPayload } from '../proof/index.ts';
import { err, ok, type Result } from '../result.ts';
import { isJsonObject, type JsonObject, parseStrictJson } from '../strict-json.ts';
import { type ParseFailure, parseFailure, type Seen } from './messages.ts';
import { nameBinary, nameText } from './name-kind.ts';
import { type Received, receivedLimits } from './received.ts';

type Parsed = Result<readonly Received[], Seen>;

const sdJwtForm = /^[\w-]+\.[\w-]+\.[\w-]*~(?:[\w-]+~)*(?:[\w-]+\.[\w-]+\.[\w-]*)?$/;
const jwtForm = /^[\w-]+\.[\w-]+\.[\w-]*$/;
/** The QR code on paper: the verifier's address, `#`, and the compact edition as one decimal number. */
const paperLinkForm = /^(?:https?:\/\/[^\s#]+#)?(\d{40,7200})$/i;

const typesOf = (document: JsonObject): readonly unknown[] =>
  Array.isArray(document.type) ? document.type : [document.type];

/** Of the JWTs that there are, the two kinds that say by a claim that they are of the W3C data model 1.1. */
const parseJwt = (compact: string): Parsed => {
  const parsed = parseJws(compact);
  const payload = parsed.ok ? parseJwsPayload(parsed.value) : parsed;
  if (!payload.ok) return err('jwt');
  if (payload.value.vp !== undefined) return ok([{ format: 'jwt_vp_json', compact }]);
  return payload.value.vc === undefined ? err('jwt') : ok([{ format: 'jwt_vc_json', compact }]);
};

const parseText = (text: string): Parsed => {
  if (text === '') return err('nothing');
  if (sdJwtForm.test(text)) return ok([{ format: 'dc+sd-jwt', compact: text }]);
  const digits = paperLinkForm.exec(text)?.[1];
  if (digits !== undefined) {
    const bytes = digitsToCompact(digits);
    return bytes === undefined ? err('digits') : ok([{ format: 'kluscv-compact', bytes }]);
  }
  if (jwtForm.test(text)) return parseJwt(text);
  const behind = textInFragment(text);
  if (behind !== undefined) return parseText(behind);
  const kind = nameText(text);
  if (kind !== undefined) return err(kind);
  if (/^[[{"]/.test(text)) {
    const json = parseStrictJson(text, { maxDepth: receivedLimits.depth });
    return json.ok ? parseValue(json.value, 0) : err('broken_json');
  }
  return err('text');
};

/** A credential that travels behind `#` of a link, as it is or percent-encoded, with a name before it or none. */
const textInFragment = (text: string): string | undefined => {
  const fragment = /^https?:\/\/[^\s#]+#(?:(?:credential|vc|sd-jwt)=)?(\S+)$/i.exec(text)?.[1];
  if (fragment === undefined) return undefined;
  try {
    const decoded = decodeURIComponent(fragment);
    return sdJwtForm.test(decoded) || jwtForm.test(decoded) || /^\s*[[{]/.test(decoded)
      ? decoded.trim()
      : undefined;
  } catch {
    return undefined;
  }
};

/** The wrappers in which a credential usually travels: a list, an issuer's answer, a wallet's answer. */
const unwrap = (document: JsonObject): unknown =>
  document.credentials ?? document.credential ?? document.vp_token ?? document.verifiablePresentation;

const parseList = (values: readonly unknown[], depth: number): Parsed => {
  if (values.length > receivedLimits.credentials) return err('too_many');
  const all: Received[] = [];
  for (const value of values) {
    const parsed = parseValue(value, depth + 1);
    if (!parsed.ok) return parsed;
    all.push(...parsed.value);
  }
  if (all.length > receivedLimits.credentials) return err('too_many');
  return all.length === 0 ? err('nothing') : ok(all);
};

const parseValue = (value: unknown, depth: number): Parsed => {
  if (depth > 4) return err('other_json');
  if (typeof value === 'string') return /^\s*[[{"]/.test(value) ? err('other_json') : parseText(value.trim());
  if (Array.isArray(value)) return parseList(value, depth);
  if (!isJsonObject(value)) return err('other_json');
  const types = typesOf(value);
  if (types.includes('VerifiablePresentation')) return ok([{ format: 'ldp_vp', document: value }]);
  if (types.includes('VerifiableCredential')) {
    return value.proof === undefined ? err('unsigned') : ok([{ format: 'ldp_vc', document: value }]);
  }
  const inside = unwrap(value);
  // vp_token is an object from query id to presentations (OpenID4VP 1.0 section 8.1)
  const isToken = inside === value.vp_token && isJsonObject(inside) && inside.type === undefined;
  return parseValue(isToken ? Object.values(inside) : inside, depth + 1);
};

const isText = (bytes: Uint8Array): boolean => !bytes.subarray(0, 1024).includes(0);

const startsWith = (bytes: Uint8Array, ascii: string): boolean =>
  [...ascii].every((character, index) => bytes[index] === character.charCodeAt(0));

const decoder = new TextDecoder('utf-8', { fatal: true });

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes).trim();
  } catch {
    return undefined;
  }
};

const parse = (bytes: Uint8Array): Parsed => {
  if (startsWith(bytes, '%PDF-')) return err('pdf');
  if (bytes[0] === 1) return ok([{ format: 'kluscv-compact', bytes }]);
  if (bytes.length > receivedLimits.bytes) return err(isText(bytes) ? 'too_large' : nameBinary(bytes));
  const text = isText(bytes) ? decode(bytes) : undefined;
  return text === undefined ? err(nameBinary(bytes)) : parseText(text);
};

/**
 * Text (SD-JWT, JWT or JSON credential or presentation, the paper's link or its digits) to the credentials in it.
 * PDF files and pictures go through `verifier/receive/` first.
 *
 * @param bytes at most `receivedLimits.bytes`
 * @returns what came in, or a sentence that says what we saw instead
 */
export const parseReceived = ({
  bytes,
}: {
  readonly bytes: Uint8Array;
}): Result<readonly Received[], ParseFailure> => {
  const parsed = parse(bytes);
  return parsed.ok ? parsed : err(parseFailure(parsed.error));
};
