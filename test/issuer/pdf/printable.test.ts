import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePrintable } from '../../../server/pdf/printable.ts';

/** A typeface of Latin letters and the sign for what it lacks. */
const latin = (codePoint: number): boolean =>
  (codePoint >= 0x20 && codePoint < 0x250) || codePoint === 0x25a1;

test('Text that the typeface has stays as it is, composed', () => {
  expect(parsePrintable('Raúl Şahin, ’t', (point) => latin(point) || point === 0x2019)).toEqual({
    text: 'Raúl Şahin, ’t',
    replaced: false,
  });
  expect(parsePrintable('e\u0301', latin).text).toBe('é');
});

test('One sign stands for one character as people count them', () => {
  expect(parsePrintable('a👩‍👩‍👧b😀', latin)).toEqual({ text: 'a□b□', replaced: true });
  expect(parsePrintable('مريم', latin).text).toBe('□□□□');
});

test('Controls, directions and half surrogates are dropped, line breaks kept', () => {
  expect(parsePrintable('a\u0000b\u202ec\ud800d\r\ne\tf', latin)).toEqual({
    text: 'abcd\ne f',
    replaced: false,
  });
});

test('Whatever comes, only what the typeface has goes out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (given) => {
      const { text } = parsePrintable(given, latin);
      for (const character of text) {
        expect(character === '\n' || latin(character.codePointAt(0) ?? 0)).toBe(true);
      }
    }),
  );
});
