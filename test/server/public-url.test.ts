import { describe, expect, it } from 'vitest';
import { isPublicUrl } from '../../server/index.ts';

const abroad = { allowInsecureLoopback: false };

describe('an address that somebody else wrote down', () => {
  it.each([
    'https://site.example/hook',
    'https://site.example:8443/hook?x=1',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
  ])('%s may be called', (url) => expect(isPublicUrl(url, abroad)).toBe(true));

  it.each([
    'no address',
    'http://site.example/',
    'ftp://site.example/',
    'https://name@site.example/',
    'https://:word@site.example/',
    'https://localhost/',
    'https://localhost./',
    'https://127.1/',
    'https://0x7f000001/',
    'https://0.0.0.0/',
    'https://100.64.0.1/',
    'https://172.31.255.255/',
    'https://[fd00::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'https://printer.local/',
    'https://router.home.arpa/',
  ])('%s may not, whether this service runs on the demo’s loopback or not', (url) => {
    expect(isPublicUrl(url, abroad)).toBe(false);
    expect(isPublicUrl(url, { allowInsecureLoopback: true })).toBe(false);
  });

  it('is one of this machine only by plain http, where the service itself is there', () => {
    for (const url of ['http://localhost:1/', 'http://127.0.0.1/', 'http://[::1]:8/']) {
      expect(isPublicUrl(url, abroad)).toBe(false);
      expect(isPublicUrl(url, { allowInsecureLoopback: true })).toBe(true);
    }
    expect(isPublicUrl('http://name@localhost/', { allowInsecureLoopback: true })).toBe(false);
  });
});
