/** Reads a PDF's objects as they stand in the file (ISO 32000-1, 7.3 and 7.5), without the library that wrote them. */
import { inflateSync } from 'node:zlib';

export type PdfName = { readonly name: string };
export type PdfRef = { readonly ref: number };
export type PdfDict = { readonly [key: string]: PdfValue | undefined };
export type PdfStream = { readonly dict: PdfDict; readonly raw: Buffer };
export type PdfValue =
  | null
  | boolean
  | number
  | string
  | PdfName
  | PdfRef
  | readonly PdfValue[]
  | { readonly dict: PdfDict }
  | PdfStream;

export type PdfToken = PdfValue | { readonly operator: string };

const white = /[\0\t\n\f\r ]/;
const delimiter = /[()<>[\]{}/%\0\t\n\f\r ]/;
const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Takes tokens from latin1 text; arrays and dictionaries come whole. */
export const createReader = (text: string, start = 0) => {
  let at = start;
  const skip = (): void => {
    while (at < text.length) {
      if (white.test(text[at] ?? '')) at++;
      else if (text[at] === '%') while (at < text.length && !/[\r\n]/.test(text[at] ?? '')) at++;
      else return;
    }
  };
  const word = (): string => {
    const from = at;
    while (at < text.length && !delimiter.test(text[at] ?? '')) at++;
    return text.slice(from, at);
  };
  const literal = (): string => {
    let depth = 1;
    let out = '';
    at++;
    while (depth > 0 && at < text.length) {
      const sign = text[at++] ?? '';
      if (sign === '\\') {
        const next = text[at++] ?? '';
        out += escapes[next] ?? next;
        continue;
      }
      if (sign === '(') depth++;
      if (sign === ')') depth--;
      if (depth > 0) out += sign;
    }
    return out;
  };
  const until = (end: string): PdfValue[] => {
    const items: PdfValue[] = [];
    for (;;) {
      skip();
      if (at >= text.length) throw new Error(`The file ends before ${end}.`);
      if (text.startsWith(end, at)) {
        at += end.length;
        return items;
      }
      const item = next();
      if (item !== null && typeof item === 'object' && 'operator' in item) {
        if (item.operator !== 'R') throw new Error(`Unexpected ${item.operator}.`);
        items.pop();
        items.push({ ref: Number(items.pop()) });
      } else items.push(item ?? null);
    }
  };
  const next = (): PdfToken | undefined => {
    skip();
    if (at >= text.length) return undefined;
    if (text.startsWith('<<', at)) {
      at += 2;
      const items = until('>>');
      const entries: [string, PdfValue][] = [];
      for (let index = 0; index < items.length; index += 2) {
        entries.push([nameOf(items[index]), items[index + 1] ?? null]);
      }
      return { dict: Object.fromEntries(entries) };
    }
    const sign = text[at];
    if (sign === '[') {
      at++;
      return until(']');
    }
    if (sign === '(') return literal();
    if (sign === '<') {
      const end = text.indexOf('>', at);
      const hex = text.slice(at + 1, end).replaceAll(/\s/g, '');
      at = end + 1;
      return Buffer.from(hex, 'hex').toString('latin1');
    }
    if (sign === '/') {
      at++;
      return {
        name: word().replaceAll(/#([0-9a-f]{2})/gi, (_all, hex) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        ),
      };
    }
    const operator = word();
    if (operator === '') throw new Error(`Unexpected ${sign} at ${at}.`);
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(operator)) return Number(operator);
    if (operator === 'true' || operator === 'false') return operator === 'true';
    return operator === 'null' ? null : { operator };
  };
  return { next, position: () => at };
};

export const nameOf = (value: PdfValue | undefined): string =>
  value !== null && typeof value === 'object' && 'name' in value ? value.name : '';

/** A text string: UTF-16 behind its mark, else one byte to a character. */
export const textOf = (value: PdfValue | undefined): string => {
  if (typeof value !== 'string') return '';
  if (!value.startsWith('\u00fe\u00ff')) return value;
  return Buffer.from(value.slice(2), 'latin1').swap16().toString('utf16le');
};

export type PdfFile = {
  readonly text: string;
  readonly trailer: PdfDict;
  readonly catalog: PdfDict;
  readonly pages: readonly PdfDict[];
  readonly objects: ReadonlyMap<number, PdfValue>;
  readonly get: (value: PdfValue | undefined) => PdfValue;
  readonly dict: (value: PdfValue | undefined) => PdfDict;
  readonly list: (value: PdfValue | undefined) => readonly PdfValue[];
  readonly bytes: (value: PdfValue | undefined) => Buffer;
};

/** Opens a file that has one classical cross-reference table; every entry must point at its object. */
export const readPdf = (pdf: Uint8Array): PdfFile => {
  const buffer = Buffer.from(pdf);
  const text = buffer.toString('latin1');
  const tableAt = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  const table = /^xref\n0 (\d+)\n/.exec(text.slice(tableAt));
  if (table === null) throw new Error('There is no cross-reference table where startxref points.');
  const count = Number(table[1]);
  const entriesAt = tableAt + table[0].length;
  const objects = new Map<number, PdfValue>();
  for (let id = 1; id < count; id++) {
    const entry = text.slice(entriesAt + id * 20, entriesAt + (id + 1) * 20);
    const at = Number(entry.slice(0, 10));
    const head = `${id} 0 obj\n`;
    if (!text.startsWith(head, at)) throw new Error(`Object ${id} is not at its place.`);
    const reader = createReader(text, at + head.length);
    const token = reader.next();
    let value: PdfValue = null;
    if (token !== undefined && token !== null && typeof token === 'object' && 'operator' in token) {
      throw new Error(`Object ${id} is no value.`);
    }
    value = token ?? null;
    const stream = /^\s*stream\r?\n/.exec(text.slice(reader.position(), reader.position() + 20));
    if (stream !== null && value !== null && typeof value === 'object' && 'dict' in value) {
      const from = reader.position() + stream[0].length;
      const length = Number(value.dict.Length);
      if (!/^\r?\nendstream/.test(text.slice(from + length, from + length + 12))) {
        throw new Error(`The stream of object ${id} is not as long as it says.`);
      }
      value = { dict: value.dict, raw: buffer.subarray(from, from + length) };
    }
    objects.set(id, value);
  }
  const get = (value: PdfValue | undefined): PdfValue =>
    value !== null && typeof value === 'object' && 'ref' in value
      ? get(objects.get(value.ref))
      : (value ?? null);
  const dict = (value: PdfValue | undefined): PdfDict => {
    const found = get(value);
    return found !== null && typeof found === 'object' && 'dict' in found ? found.dict : {};
  };
  const list = (value: PdfValue | undefined): readonly PdfValue[] => {
    const found = get(value);
    return Array.isArray(found) ? found : [];
  };
  const bytes = (value: PdfValue | undefined): Buffer => {
    const found = get(value);
    if (found === null || typeof found !== 'object' || !('raw' in found)) throw new Error('No stream.');
    return nameOf(found.dict.Filter) === 'FlateDecode' ? inflateSync(found.raw) : found.raw;
  };
  const last = createReader(text, text.lastIndexOf('trailer') + 'trailer'.length).next();
  const trailer = dict(
    last !== undefined && last !== null && typeof last === 'object' && 'dict' in last ? last : null,
  );
  const catalog = dict(trailer.Root);
  const pages = list(dict(catalog.Pages).Kids).map(dict);
  return { text, trailer, catalog, pages, objects, get, dict, list, bytes };
};
