import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase58, toBase58 } from '../../../core/keys/base58.ts';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Base58 as one would do it on paper: a number in another base, and a 1 for each leading zero byte. */
const onPaper = (bytes: Uint8Array): string => {
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let text = '';
  for (; number > 0n; number /= 58n) text = alphabet.charAt(Number(number % 58n)) + text;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return '1'.repeat(zeros < 0 ? bytes.length : zeros) + text;
};

const bytes = fc
  .tuple(
    fc.uint8Array({ maxLength: 3 }).map((zeros) => zeros.fill(0)),
    fc.uint8Array({ maxLength: 100 }),
  )
  .map(([zeros, rest]) => Uint8Array.from([...zeros, ...rest]));

describe('base58', () => {
  // draft-msporny-base58 section 5.
  test.each([
    ['Hello World!', '2NEpo7TZRRrLZSi2U'],
    [
      'The quick brown fox jumps over the lazy dog.',
      'USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z',
    ],
    ['\u0000\u0000(\u007f\u00b4\u00cd', '11233QC4'],
  ])('of %j', (text, expected) => {
    const given = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    expect(toBase58(given)).toBe(expected);
    expect(fromBase58(expected)).toEqual(given);
  });

  test('is what it is on paper, and comes back', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        expect(toBase58(given)).toBe(onPaper(given));
        expect(fromBase58(toBase58(given))).toEqual(given);
      }),
    );
  });

  test.each(['0', 'O', 'I', 'l', ' ', 'é', '😀', '1 1', '+', `${'1'.repeat(257)}`])('is not %j', (text) =>
    expect(fromBase58(text)).toBeUndefined(),
  );
});
