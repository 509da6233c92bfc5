import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFragment, parseLink } from '../../wallet/parse-link.ts';

const offer = 'openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fa.example%2F1';
const request = 'openid4vp://?client_id=x509_hash%3Aabc&request_uri=https%3A%2F%2Fa.example%2F1';

describe('a link', () => {
  it.each([
    [offer, 'offer'],
    [request, 'request'],
    [`  ${offer}\n`, 'offer'],
    ['haip-vci://?credential_offer_uri=https://a.example/1', 'offer'],
    ['https://wallet.example/open?credential_offer_uri=https://a.example/1', 'offer'],
    ['https://wallet.example/open?client_id=a&request_uri=https://a.example/1', 'request'],
    [`http://localhost:4300/#offer=${encodeURIComponent(offer)}`, 'offer'],
    [`http://localhost:4300/#request=${encodeURIComponent(request)}`, 'request'],
  ])('%s is an %s', (text, kind) => {
    expect(parseLink(text)?.kind).toBe(kind);
  });

  it('to this wallet gives exactly the link that is wrapped in it', () => {
    expect(parseFragment(`#offer=${encodeURIComponent(offer)}`)).toEqual({ kind: 'offer', uri: offer });
    expect(parseFragment(`#request=${encodeURIComponent(request)}`)).toEqual({
      kind: 'request',
      uri: request,
    });
  });

  it.each([
    '',
    '#',
    '#content',
    `#offer=${encodeURIComponent(request)}`,
    '#offer=javascript:alert(1)',
    '#request=',
    `#offer=${encodeURIComponent(`https://w.example/#offer=${encodeURIComponent(offer)}`)}`,
  ])('is not found in the fragment %j', (hash) => {
    expect(parseFragment(hash)).toBeUndefined();
  });

  it('never throws, whatever is pasted', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webUrl({ withFragments: true, withQueryParameters: true })),
        (text) => {
          const link = parseLink(text);
          return link === undefined || link.kind === 'offer' || link.kind === 'request';
        },
      ),
    );
  });
});
