/** What is packed comes back whole, or with a code that says why not. */
import { randomBytes } from 'node:crypto';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../core/inflate.ts';

const plain = new Uint8Array(randomBytes(5_000));
const kinds = [
  ['gzip', gzipSync(plain)],
  ['zlib', deflateSync(plain)],
  ['raw', deflateRawSync(plain)],
] as const;

describe.each(kinds)('%s', (packing, packed) => {
  const codeOf = (bytes: Uint8Array, maxBytes = 5_000) => {
    const unpacked = inflate(bytes, { packing, maxBytes });
    return unpacked.ok ? 'ok' : unpacked.error.code;
  };

  it('comes back as the same bytes, in however many bites it is taken', () => {
    expect(packed.length).toBeGreaterThan(4_000);
    expect(inflate(packed, { packing, maxBytes: 5_000 })).toEqual({ ok: true, value: plain });
  });

  it('is refused when it is more than was allowed, cut off, or nothing', () => {
    expect(codeOf(packed, 4_999)).toBe('packing_too_large');
    expect(codeOf(packed.subarray(0, 3_000))).toBe('packing_malformed');
    const nothing = inflate(new Uint8Array(), { packing, maxBytes: 5_000 });
    // Nothing at all has no end that could be missed, except in zlib, which has a sum of it.
    expect(nothing.ok ? nothing.value.length : nothing.error.code).toBe(
      packing === 'zlib' ? 'packing_malformed' : 0,
    );
  });
});

it('with a dictionary is read with that one alone', () => {
  const dictionary = new TextEncoder().encode('"gigsCompleted":');
  const text = new TextEncoder().encode('{"gigsCompleted":214}');
  const packed = deflateRawSync(text, { dictionary });
  const read = (given?: Uint8Array) =>
    inflate(packed, { packing: 'raw', maxBytes: 100, ...(given && { dictionary: given }) });
  expect(read(dictionary)).toEqual({ ok: true, value: text });
  expect(read()).not.toEqual({ ok: true, value: text });
});
