/** What the values of both suites of selective disclosure have in common: CBOR behind three bytes that tell which. */
import { decode, encode } from 'cbor2';
import { type Bytes, concatBytes, equalBytes, toBase64Url } from '../../bytes.ts';

/** The first three bytes: a CBOR tag for each suite, base and derived (vc-di-ecdsa section 3.5, vc-di-bbs section 3.3). */
export const valuePrefixes = {
  sdBase: Uint8Array.of(0xd9, 0x5d, 0x00),
  sdDerived: Uint8Array.of(0xd9, 0x5d, 0x01),
  bbsBase: Uint8Array.of(0xd9, 0x5d, 0x02),
  bbsDerived: Uint8Array.of(0xd9, 0x5d, 0x03),
} as const satisfies Record<string, Bytes>;

type Prefix = keyof typeof valuePrefixes;

/** More statements than this are not looked at. */
const maxStatements = 5000;

export const isBytes = (value: unknown, length: number): value is Uint8Array =>
  value instanceof Uint8Array && value.length === length;
export const isListOf = <T>(value: unknown, is: (one: unknown) => one is T): value is readonly T[] =>
  Array.isArray(value) && value.length <= maxStatements && value.every(is);
export const isText = (value: unknown): value is string => typeof value === 'string';
export const isIndex = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** Positions, each of them once. */
export const isIndexList = (value: unknown): value is readonly number[] =>
  isListOf(value, isIndex) && new Set(value).size === value.length;

/** True when a value says of itself that it is of this kind. */
export const hasPrefix = (value: Uint8Array, prefix: Prefix): boolean =>
  equalBytes(value.subarray(0, 3), valuePrefixes[prefix]);

/** The encoder takes bytes of a class of their own, as Node's signatures are, for any object. */
const asPlainBytes = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  return Array.isArray(value) ? value.map(asPlainBytes) : value;
};

/** Multibase base64url of the prefix and a CBOR list. */
export const createValue = (prefix: Prefix, list: readonly unknown[]): string =>
  `u${toBase64Url(concatBytes(valuePrefixes[prefix], encode(list.map(asPlainBytes))))}`;

/** The five members of a value of this kind; undefined when it is none, or no CBOR. */
export const parseValue = (prefix: Prefix, value: Uint8Array): readonly unknown[] | undefined => {
  if (!hasPrefix(value, prefix)) return undefined;
  try {
    const list: unknown = decode(value.subarray(3), {
      preferMap: true,
      rejectDuplicateKeys: true,
      maxDepth: 8,
    });
    return Array.isArray(list) && list.length === 5 ? list : undefined;
  } catch {
    return undefined;
  }
};

/**
 * A map of labels with canonical labels (`c14n0`) in place of their numbers; undefined when it is none, or gives two blank
 * nodes one label.
 */
export const parseLabels = (
  labels: unknown,
  parseLabel: (label: unknown) => string | undefined,
): ReadonlyMap<string, string> | undefined => {
  if (!(labels instanceof Map) || labels.size > maxStatements) return undefined;
  const parsed = new Map<string, string>();
  for (const [number, value] of labels) {
    const label = parseLabel(value);
    if (!isIndex(number) || label === undefined) return undefined;
    parsed.set(`c14n${number}`, label);
  }
  return new Set(parsed.values()).size === parsed.size ? parsed : undefined;
};

/** The same map with numbers in place of canonical labels. */
export const compressLabels = <T>(
  labels: ReadonlyMap<string, string>,
  compress: (label: string) => T,
): ReadonlyMap<number, T> =>
  new Map([...labels].map(([name, label]) => [Number(name.slice('c14n'.length)), compress(label)]));
