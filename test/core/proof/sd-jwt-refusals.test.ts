import { describe, expect, it } from 'vitest';
import { toBase64Url, toUtf8 } from '../../../core/bytes.ts';
import { signJws } from '../../../core/proof/jws.ts';
import { digestOf } from '../../../core/proof/sd-jwt/disclosure.ts';
import { issueSdJwt, presentSdJwt, verifyKeyBinding, verifySdJwt } from '../../../core/proof/sd-jwt.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';

const crypto = nodeCrypto;
const issuer = createNodeSigner(generatePrivateJwk('ES256'));
const holder = createNodeSigner(generatePrivateJwk('ES256'));
const now = new Date('2026-11-14T13:37:42Z');

const disclosure = (...content: unknown[]) => toBase64Url(toUtf8(JSON.stringify(content)));
const digest = (encoded: string) => digestOf(encoded, crypto);

/** An SD-JWT as a careless or evil issuer would sign it. */
const sign = async (payload: Record<string, unknown>, disclosures: readonly string[], typ = 'dc+sd-jwt') =>
  [await signJws({ header: { typ }, payload }, issuer), ...disclosures, ''].join('~');

const codeOf = async (compact: string) => {
  const verified = await verifySdJwt(compact, issuer.publicJwk, crypto);
  return verified.ok ? 'ok' : verified.error.code;
};

const name = disclosure('salt-of-128-bits', 'name', 'A');

describe('RFC 9901 section 7.1 refuses', () => {
  it('a digest that occurs twice, in one list or at two depths', async () => {
    const one = await digest(name);
    expect(await codeOf(await sign({ _sd: [one, one] }, [name]))).toBe('sd_jwt_disclosure');
    expect(await codeOf(await sign({ _sd: [one], other: { _sd: [one] } }, [name]))).toBe('sd_jwt_disclosure');
    expect(await codeOf(await sign({ _sd: ['decoy'], list: [{ '...': 'decoy' }] }, []))).toBe(
      'sd_jwt_disclosure',
    );
  });

  it('a disclosure that no digest points to, or that is there twice', async () => {
    expect(await codeOf(await sign({ _sd: [] }, [name]))).toBe('sd_jwt_disclosure');
    expect(await codeOf(await sign({ _sd: [await digest(name)] }, [name, name]))).toBe('sd_jwt_disclosure');
    expect(await codeOf(await sign({ _sd: [await digest(name)] }, [name, disclosure('s', 'x', 1)]))).toBe(
      'sd_jwt_disclosure',
    );
  });

  it('a claim where an element belongs, and an element where a claim belongs', async () => {
    const element = disclosure('salt', 'A');
    expect(await codeOf(await sign({ list: [{ '...': await digest(name) }] }, [name]))).toBe(
      'sd_jwt_disclosure',
    );
    expect(await codeOf(await sign({ _sd: [await digest(element)] }, [element]))).toBe('sd_jwt_disclosure');
  });

  it('reserved names, and a name that is there already', async () => {
    for (const reserved of ['_sd', '...', '_sd_alg']) {
      const evil = disclosure('salt', reserved, []);
      expect(await codeOf(await sign({ _sd: [await digest(evil)] }, [evil])), reserved).toBe(
        'sd_jwt_disclosure',
      );
    }
    expect(await codeOf(await sign({ name: 'B', _sd: [await digest(name)] }, [name]))).toBe(
      'sd_jwt_disclosure',
    );
    const again = disclosure('other salt', 'name', 'B');
    const both = [await digest(name), await digest(again)];
    expect(await codeOf(await sign({ _sd: both }, [name, again]))).toBe('sd_jwt_disclosure');
  });

  it('claims in disclosures that SD-JWT VC wants signed in the open', async () => {
    for (const claim of ['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'status']) {
      const hidden = disclosure('salt', claim, 'x');
      expect(await codeOf(await sign({ _sd: [await digest(hidden)] }, [hidden])), claim).toBe(
        'sd_jwt_disclosure',
      );
    }
  });

  it('digests out of form', async () => {
    expect(await codeOf(await sign({ _sd: 'x' }, []))).toBe('sd_jwt_disclosure');
    expect(await codeOf(await sign({ _sd: [1] }, []))).toBe('sd_jwt_disclosure');
    expect(await codeOf(await sign({ '...': 'x' }, []))).toBe('sd_jwt_disclosure');
    expect(await codeOf(await sign({ list: [{ '...': 'x', more: 1 }] }, []))).toBe('sd_jwt_disclosure');
  });

  it('disclosures out of form', async () => {
    const bad = [
      '!',
      toBase64Url(toUtf8('{')),
      disclosure('salt'),
      disclosure('s', 'n', 1, 2),
      disclosure(1, 'n', 1),
      disclosure('s', 1, 1),
    ];
    for (const text of bad)
      expect(await codeOf(await sign({ _sd: [await digest(text)] }, [text])), text).toBe('sd_jwt_disclosure');
    const twice = toBase64Url(toUtf8('["s","n",{"a":1,"a":2}]'));
    expect(await codeOf(await sign({ _sd: [await digest(twice)] }, [twice]))).toBe('sd_jwt_disclosure');
  });

  it('another hash than SHA-256', async () => {
    for (const algorithm of ['sha-512', 'SHA-256', 'md5', 1, null]) {
      const compact = await sign({ _sd_alg: algorithm, _sd: [await digest(name)] }, [name]);
      expect(await codeOf(compact), String(algorithm)).toBe('sd_jwt_hash_algorithm');
    }
  });

  it('a changed disclosure, and one of another credential', async () => {
    const changed = disclosure('salt-of-128-bits', 'name', 'B');
    expect(await codeOf(await sign({ _sd: [await digest(name)] }, [changed]))).toBe('sd_jwt_disclosure');
  });

  it('a JWT without a tilde, an empty disclosure, too many disclosures, another type', async () => {
    const compact = await sign({}, []);
    expect(await codeOf(compact.slice(0, -1))).toBe('sd_jwt_malformed');
    expect(await codeOf(`${compact}~`)).toBe('sd_jwt_malformed');
    expect(await codeOf(compact + `${name}~`.repeat(3000))).toBe('sd_jwt_malformed');
    expect(await codeOf('a'.repeat(1_100_000))).toBe('sd_jwt_malformed');
    expect(await codeOf(`${compact}${'A'.repeat(1_100_000)}~`)).toBe('sd_jwt_malformed');
    expect(await codeOf(await sign({}, [], 'JWT'))).toBe('sd_jwt_type');
    expect(await codeOf(await sign({}, [], 'vc+sd-jwt'))).toBe('ok');
  });

  it('no claim called __proto__ as anything but a claim', async () => {
    const evil = toBase64Url(toUtf8('["s","__proto__",{"listed":true}]'));
    const verified = await verifySdJwt(
      await sign({ _sd: [await digest(evil)] }, [evil]),
      issuer.publicJwk,
      crypto,
    );
    expect(verified.ok && Object.getPrototypeOf(verified.value.payload)).toBe(Object.prototype);
    expect(verified.ok && 'listed' in verified.value.payload).toBe(false);
  });
});

describe('key binding is refused', async () => {
  const credential = await issueSdJwt(
    {
      claims: { name: 'A', gigsCompleted: 3 },
      issuerUrl: 'https://klus.example',
      vct: 'https://kluscv.nl/vct/v1',
      holderJwk: holder.publicJwk,
      validFrom: now,
      validUntil: new Date('2031-11-14'),
      issuedAt: now,
      x5c: ['MIIB'],
    },
    { signer: issuer, crypto },
  );
  const asked = { audience: 'x509_hash:abc', nonce: 'nonce-1' };
  const make = (signer = holder, issuedAt = now) =>
    presentSdJwt({ credential, paths: [['name']], ...asked, issuedAt }, { signer, crypto });
  const presentation = await make();

  const check = async (changes: Partial<Parameters<typeof verifyKeyBinding>[0]> = {}) => {
    const verified = await verifyKeyBinding(
      { presentation, holderJwk: holder.publicJwk, ...asked, now, skew: 60, ...changes },
      crypto,
    );
    return verified.ok ? 'ok' : verified.error.code;
  };

  it('when it is missing, and never asked for by its presence alone', async () => {
    expect(await check()).toBe('ok');
    expect(await check({ presentation: credential })).toBe('kb_missing');
  });

  it('when there is nothing around it that can be read', async () => {
    for (const garbage of ['', 'garbage', 'a.b.c~~', `${'a'.repeat(1_100_000)}~`])
      expect(await check({ presentation: garbage })).toBe('kb_malformed');
  });

  it('from another key than the one in the credential', async () => {
    expect(await check({ presentation: await make(createNodeSigner(generatePrivateJwk('ES256'))) })).toBe(
      'kb_signature',
    );
  });

  it('for another audience or nonce, also by a prefix or in capitals', async () => {
    for (const audience of ['x509_hash:abd', 'abc', 'X509_HASH:ABC', '', 'x509_hash:abc ']) {
      expect(await check({ audience })).toBe('kb_audience');
    }
    expect(await check({ nonce: 'nonce-2' })).toBe('kb_nonce');
  });

  it('when a disclosure was added or taken away after signing', async () => {
    const kb = presentation.slice(presentation.lastIndexOf('~') + 1);
    const jwtOnly = `${presentation.slice(0, presentation.indexOf('~') + 1)}${kb}`;
    expect(await check({ presentation: jwtOnly })).toBe('kb_sd_hash');
    expect(await check({ presentation: credential + kb })).toBe('kb_sd_hash');
  });

  it('after the end or before the begin that it names itself', async () => {
    const seconds = now.getTime() / 1000;
    const withTimes = async (times: Record<string, unknown>) => {
      const shown = presentation.slice(0, presentation.lastIndexOf('~') + 1);
      const payload = { iat: Math.floor(seconds), aud: asked.audience, nonce: asked.nonce, ...times };
      const bound = { ...payload, sd_hash: await digest(shown) };
      return check({
        presentation: shown + (await signJws({ header: { typ: 'kb+jwt' }, payload: bound }, holder)),
      });
    };
    expect(await withTimes({ exp: seconds + 10, nbf: seconds - 10 })).toBe('ok');
    expect(await withTimes({ exp: seconds - 30 })).toBe('ok');
    expect(await withTimes({ exp: seconds - 61 })).toBe('kb_issued_at');
    expect(await withTimes({ nbf: seconds + 30 })).toBe('ok');
    expect(await withTimes({ nbf: seconds + 62 })).toBe('kb_issued_at');
    expect(await withTimes({ exp: String(seconds + 10) })).toBe('kb_malformed');
  });

  it('outside its window of time', async () => {
    expect(await check({ presentation: await make(holder, new Date(now.getTime() + 59_000)) })).toBe('ok');
    expect(await check({ presentation: await make(holder, new Date(now.getTime() + 62_000)) })).toBe(
      'kb_issued_at',
    );
    expect(await check({ presentation: await make(holder, new Date(now.getTime() - 662_000)) })).toBe(
      'kb_issued_at',
    );
  });

  it('of another type, or with a claim missing', async () => {
    const without = presentation.slice(0, presentation.lastIndexOf('~') + 1);
    const payload = {
      iat: now.getTime() / 1000,
      aud: asked.audience,
      nonce: asked.nonce,
      sd_hash: await digest(without),
    };
    const bind = async (typ: string, claims: Record<string, unknown>) =>
      without + (await signJws({ header: { typ }, payload: claims }, holder));
    expect(await check({ presentation: await bind('kb+jwt', payload) })).toBe('ok');
    expect(await check({ presentation: await bind('JWT', payload) })).toBe('kb_malformed');
    for (const claim of Object.keys(payload)) {
      const { [claim]: _, ...rest } = { ...payload } as Record<string, unknown>;
      expect(await check({ presentation: await bind('kb+jwt', rest) }), claim).toBe('kb_malformed');
    }
    expect(await check({ presentation: await bind('kb+jwt', { ...payload, aud: [asked.audience] }) })).toBe(
      'kb_malformed',
    );
    expect(await check({ presentation: `${without}x.y.z` })).toBe('kb_malformed');
  });
});
