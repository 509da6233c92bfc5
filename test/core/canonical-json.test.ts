/** Our canonical JSON beside the library's: the same text of everything that we would give it. */
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCanonicalJson } from '../../core/canonical-json.ts';

describe('canonical JSON', () => {
  it('is what RFC 8785 gives as its example of sorting', () => {
    const value = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '1': 'One', '\ud83d\ude00': 'Smiley' };
    expect(toCanonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u20ac":"Euro Sign","\ud83d\ude00":"Smiley"}',
    );
    expect(toCanonicalJson({ '10': 1, '9': [1e21, 0.000001, -0], a: undefined })).toBe(
      '{"10":1,"9":[1e+21,0.000001,0]}',
    );
  });

  it('is the same text as that of the library, for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' }), (value) => {
        expect(toCanonicalJson(value)).toBe(canonicalize(value));
      }),
    );
  });

  it.each([
    ['a number that is not finite', Number.NaN],
    ['half a surrogate pair', '\ud800'],
    ['half a surrogate pair in a name', { '\udc00': 1 }],
    ['a date', { at: new Date(0) }],
    ['a member without a form in a list', [undefined]],
    ['a function', () => 1],
  ])('refuses %s', (_, value) => {
    expect(() => toCanonicalJson(value)).toThrow(TypeError);
  });
});
