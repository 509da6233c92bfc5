/** Tools to change one thing of an SD-JWT, with the old signature kept or signed anew by whoever holds a key. */
import { createHash } from 'node:crypto';
import { fromBase64Url, fromUtf8, toBase64Url, toUtf8 } from '../../../../core/bytes.ts';
import type { Signer } from '../../../../core/ports.ts';
import { signJws } from '../../../../core/proof/index.ts';
import { isJsonObject, type JsonObject } from '../../../../core/strict-json.ts';

export const encode = (value: unknown): string =>
  toBase64Url(toUtf8(typeof value === 'string' ? value : JSON.stringify(value)));

export const decode = (text: string): unknown =>
  JSON.parse(fromUtf8(fromBase64Url(text) ?? new Uint8Array()));

const decodeObject = (text: string): JsonObject => {
  const value = decode(text);
  if (!isJsonObject(value)) throw new Error('not an object');
  return value;
};

/** How header and payload are to change; a text stands for JSON as it is written. */
export type Change = {
  readonly header?: (old: JsonObject) => unknown;
  readonly payload?: (old: JsonObject) => unknown;
  readonly signature?: (old: string) => string;
};

export const without = (object: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([member]) => member !== name));

/** JSON in which the first member stands twice. */
export const twice = (object: JsonObject): string => {
  const [name, value] = Object.entries(object)[0] ?? ['x', 1];
  return JSON.stringify(object).replace('{', `{${JSON.stringify(name)}:${JSON.stringify(value)},`);
};

/** A JWT with other parts under its old signature. */
export const swapParts = (jwt: string, change: Change): string => {
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  return [
    change.header ? encode(change.header(decodeObject(header))) : header,
    change.payload ? encode(change.payload(decodeObject(payload))) : payload,
    change.signature ? change.signature(signature) : signature,
  ].join('.');
};

const asBytes = (value: unknown) => toUtf8(typeof value === 'string' ? value : JSON.stringify(value));

/** A JWT with other parts, signed anew. The header is always an object here, since the signer writes it. */
export const resign = async (
  jwt: string,
  change: Pick<Change, 'payload'> & { readonly header?: (old: JsonObject) => JsonObject },
  signer: Signer,
): Promise<string> => {
  const [header = '', payload = ''] = jwt.split('.');
  const old = { header: decodeObject(header), payload: decodeObject(payload) };
  return signJws(
    {
      header: change.header?.(old.header) ?? old.header,
      payload: asBytes(change.payload?.(old.payload) ?? old.payload),
    },
    signer,
  );
};

/** The same for the JWT at the front of an SD-JWT, its disclosures kept. */
export const swapIssuerJwt = (compact: string, change: Change): string => {
  const [jwt = '', ...rest] = compact.split('~');
  return [swapParts(jwt, change), ...rest].join('~');
};
export const resignIssuerJwt = async (
  compact: string,
  change: Parameters<typeof resign>[1],
  signer: Signer,
): Promise<string> => {
  const [jwt = '', ...rest] = compact.split('~');
  return [await resign(jwt, change, signer), ...rest].join('~');
};

/** The same for the key binding JWT at its end. */
export const swapBinding = (compact: string, change: Change): string => {
  const parts = compact.split('~');
  return [...parts.slice(0, -1), swapParts(parts.at(-1) ?? '', change)].join('~');
};
export const resignBinding = async (
  compact: string,
  change: Parameters<typeof resign>[1],
  signer: Signer,
): Promise<string> => {
  const parts = compact.split('~');
  return [...parts.slice(0, -1), await resign(parts.at(-1) ?? '', change, signer)].join('~');
};

type Disclosure = readonly unknown[];

/** The disclosure of a claim or member written otherwise; a text stands for JSON as it is written. */
export const swapDisclosure = (
  compact: string,
  isOne: (disclosure: Disclosure) => boolean,
  change: (old: Disclosure) => unknown,
): string => {
  const parts = compact.split('~');
  const at = parts.findIndex((part, index) => {
    const disclosure = index === 0 || part === '' ? undefined : decode(part);
    return Array.isArray(disclosure) && isOne(disclosure);
  });
  if (at < 0) throw new Error('no such disclosure');
  const old = decode(parts[at] ?? '');
  return parts.with(at, encode(change(Array.isArray(old) ? old : []))).join('~');
};

/** True for the disclosure of a claim or member of this name. */
export const named =
  (name: string) =>
  (disclosure: Disclosure): boolean =>
    disclosure.length === 3 && disclosure[1] === name;

/** Without the disclosure of this name; the proof behind it is kept. */
export const withoutDisclosure = (compact: string, name: string): string => {
  const isOne = named(name);
  const parts = compact.split('~');
  return parts
    .filter((part, index) => {
      const inside = index === 0 || index === parts.length - 1 ? undefined : decode(part);
      return !Array.isArray(inside) || !isOne(inside);
    })
    .join('~');
};

export const digestOf = (encoded: string): string => createHash('sha256').update(encoded).digest('base64url');
