/** Base64url, strictly: as Node writes it, and no second text for the same bytes. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  equalBytes,
  fromBase64,
  fromBase64Url,
  fromUtf8,
  textFromBase64Url,
  toBase64,
  toBase64Url,
  toUtf8,
} from '../../core/bytes.ts';

const bytes = fc.uint8Array({ maxLength: 300 });

it('writes base64url and base64 as Node does, and reads it back', () => {
  fc.assert(
    fc.property(bytes, (some) => {
      const buffer = Buffer.from(some);
      expect(toBase64Url(some)).toBe(buffer.toString('base64url'));
      expect(toBase64(some)).toBe(buffer.toString('base64'));
      expect(fromBase64Url(toBase64Url(some))).toEqual(some);
      expect(fromBase64(toBase64(some))).toEqual(some);
    }),
    { numRuns: 500 },
  );
});

it('takes a text only when it is the one that stands for its bytes', () => {
  const letter = fc.constantFrom(...'ABCxyz0189-_+/= \n\u00e9\u{1F600}');
  fc.assert(
    fc.property(fc.array(letter, { maxLength: 9 }), (letters) => {
      const text = letters.join('');
      const read = fromBase64Url(text);
      const isRight = Buffer.from(text, 'base64url').toString('base64url') === text;
      expect(read !== undefined).toBe(isRight);
      if (read) expect(Buffer.from(read).toString('base64url')).toBe(text);
    }),
    { numRuns: 3_000 },
  );
});

it('reads every letter of the last place with its stray bits', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  expect([...letters].filter((letter) => fromBase64Url(`A${letter}`))).toEqual([...'AQgw']);
  expect([...letters].filter((letter) => fromBase64Url(`AA${letter}`))).toHaveLength(16);
  expect(fromBase64Url('A')).toBeUndefined();
  expect(fromBase64Url('')).toEqual(new Uint8Array());
});

it('reads base64 with padding or without, and nothing else', () => {
  for (const text of ['AAA=', 'AAA', '+/+/', '']) expect(fromBase64(text)).toBeDefined();
  for (const text of ['A', 'AAAAA', 'AA-_', 'AA A', 'A=AA', 'AAAA\n', 'é'])
    expect(fromBase64(text), text).toBeUndefined();
});

it('tells bytes of another length apart, whichever is longer', () => {
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
  expect(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 0))).toBe(false);
  expect(equalBytes(Uint8Array.of(1, 0), Uint8Array.of(1))).toBe(false);
});

const outcomeOf = (read: () => string | undefined): string | undefined => {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError) return 'not UTF-8';
    throw error;
  }
};

it('reads a text as strictly as its bytes, however long, and whatever was read before', () => {
  const long = fc.integer({ min: 4_000, max: 4_200 }).map((length) => 'é'.repeat(length));
  const texts = fc.oneof(fc.string({ unit: 'binary' }), long).map((text) => toBase64Url(toUtf8(text)));
  const wrong = fc.oneof(bytes.map(toBase64Url), fc.string({ maxLength: 9 }));
  fc.assert(
    fc.property(fc.array(fc.oneof(texts, wrong), { maxLength: 5 }), (all) => {
      for (const one of all) {
        const apart = outcomeOf(() => {
          const read = fromBase64Url(one);
          return read && fromUtf8(read);
        });
        expect(outcomeOf(() => textFromBase64Url(one))).toBe(apart);
      }
    }),
    { numRuns: 500 },
  );
});
