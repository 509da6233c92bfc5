import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAuthorizationResponse, presentationFormats } from '../../../core/openid/index.ts';

const state = 'A'.repeat(43);
const parse = (form: unknown) => parseAuthorizationResponse(form, presentationFormats);
const withToken = (token: unknown) =>
  parse({ state, vp_token: typeof token === 'string' ? token : JSON.stringify(token) });

describe('a wallet’s answer (OpenID4VP 1.0 section 8.1)', () => {
  it('is read when it has one presentation for one query', () => {
    expect(withToken({ sd: ['a~b~'] })).toEqual({
      ok: true,
      value: {
        kind: 'presentation',
        state,
        presented: { queryId: 'sd', format: 'dc+sd-jwt', presentation: 'a~b~' },
      },
    });
    expect(withToken({ ldp: [{ type: 'VerifiablePresentation' }] }).ok).toBe(true);
    expect(withToken({ jwt: ['a.b.c'] }).ok).toBe(true);
  });

  it('is refused when it is encrypted and nobody asked for that', () => {
    const form = { state, response: 'a.b.c.d.e', vp_token: JSON.stringify({ sd: ['a~'] }) };
    expect(parse(form)).toEqual({
      ok: false,
      error: { message: expect.stringContaining('not encrypted'), state },
    });
  });

  it.each([7, '', 'x'.repeat(101), 'é', 'two\nlines', ['access_denied'], null])(
    'is no refusal with %j as its reason',
    (error) => {
      expect(parse({ state, error })).toEqual({
        ok: false,
        error: { message: expect.stringContaining('"error"'), state },
      });
    },
  );

  it.each([undefined, 7, ['{"sd":["a~"]}'], { sd: ['a~'] }])('has no answer in %j', (token) => {
    expect(parse({ state, vp_token: token })).toEqual({
      ok: false,
      error: { message: 'The response must have one "vp_token".', state },
    });
  });

  it('names a session by so many letters, no fewer and no more', () => {
    const form = (name: unknown) => parse({ state: name, error: 'access_denied' }).ok;
    expect([22, 128].map((length) => form('a'.repeat(length)))).toEqual([true, true]);
    for (const name of ['a'.repeat(21), 'a'.repeat(129), `${state}=`, [state], 7])
      expect(form(name)).toBe(false);
  });

  it('is read when it is a refusal', () => {
    expect(parse({ state, error: 'access_denied', error_description: 'no' })).toEqual({
      ok: true,
      value: { kind: 'error', state, error: 'access_denied' },
    });
  });

  it.each([
    ['two presentations for one query', { sd: ['a~', 'b~'] }],
    ['no presentation', { sd: [] }],
    ['a bare presentation, as drafts had it', { sd: 'a~' }],
    ['a query that was not asked', { other: ['a~'] }],
    ['a query named like a member of every object', { constructor: ['a~'] }],
    ['answers to both queries', { sd: ['a~'], ldp: [{}] }],
    ['a string where an object belongs', { ldp: ['a~'] }],
    ['an object where a string belongs', { sd: [{}] }],
    ['an object where a JWT belongs', { jwt: [{}] }],
    ['a list of another kind', { sd: { length: 1, 0: 'a~' } }],
    ['a text that has a length', { sd: 'a' }],
    ['an empty object', {}],
    ['a list', ['a~']],
    ['null', null],
    ['text that is no JSON', 'garbage'],
  ])('is refused with %s, and still says which session it was for', (_name, token) => {
    expect(withToken(token)).toEqual({ ok: false, error: { message: expect.any(String), state } });
  });

  it('is refused when it answers in a format that this session did not ask', () => {
    const answer = { state, vp_token: JSON.stringify({ ldp: [{}] }) };
    expect(parseAuthorizationResponse(answer, ['dc+sd-jwt']).ok).toBe(false);
  });

  it.each([
    ['no state', { vp_token: '{"sd":["a~"]}' }],
    ['two states', { state: [state, state], vp_token: '{"sd":["a~"]}' }],
    ['a state that we never make', { state: '<script>', vp_token: '{"sd":["a~"]}' }],
    ['nothing', undefined],
  ])('belongs to no session with %s', (_name, form) => {
    const parsed = parse(form);
    expect(parsed.ok ? undefined : parsed.error).toEqual({ message: expect.any(String) });
  });

  it('never throws, whatever is posted', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (form, token) => {
        parse(form);
        withToken(token);
      }),
    );
  });
});
