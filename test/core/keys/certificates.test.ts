import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createCertificateChain,
  createLeafCertificate,
  verifyCertificateChain,
} from '../../../core/keys/certificates.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../../server/node-crypto.ts';

const now = new Date('2026-11-14T12:00:00Z');
const lifetime = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
const rootKey = generatePrivateJwk('ES256');
const leafKey = createNodeSigner(generatePrivateJwk('ES256')).publicJwk;
const leaf = {
  commonName: 'Poetsmaat',
  publicJwk: leafKey,
  dnsNames: ['localhost'],
  uris: ['http://localhost:4101'],
};

type Chain = Awaited<ReturnType<typeof createCertificateChain>>;
let chain: Chain;
let foreign: Chain;

beforeAll(async () => {
  const root = { commonName: 'Demo root', privateJwk: rootKey };
  chain = await createCertificateChain({ root, leaf, ...lifetime }, nodeCrypto);
  const other = { commonName: 'Demo root', privateJwk: generatePrivateJwk('ES256') };
  foreign = await createCertificateChain({ root: other, leaf, ...lifetime }, nodeCrypto);
});

const codeOf = async (x5c: readonly string[], anchors: readonly string[], at = now) => {
  const verified = await verifyCertificateChain({ x5c, anchors, now: at });
  return verified.ok ? 'ok' : verified.error.code;
};

describe('a certificate chain', () => {
  it('is one that Node accepts too', () => {
    const anchor = new X509Certificate(Buffer.from(chain.anchor, 'base64'));
    const certificate = new X509Certificate(Buffer.from(chain.x5c[0], 'base64'));
    expect(certificate.checkIssued(anchor) && certificate.verify(anchor.publicKey)).toBe(true);
    expect(anchor.ca).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.subjectAltName).toBe('DNS:localhost, URI:http://localhost:4101');
  });

  it('gives the leaf, its names and its hash', async () => {
    const verified = await verifyCertificateChain({ x5c: chain.x5c, anchors: [chain.anchor], now });
    if (!verified.ok) throw new Error(verified.error.message);
    const { sha256, ...rest } = verified.value.leaf;
    expect(rest).toEqual({
      publicJwk: leafKey,
      dnsNames: ['localhost'],
      uris: ['http://localhost:4101'],
      subjectCommonName: 'Poetsmaat',
    });
    expect([...sha256]).toEqual([...(await nodeCrypto.sha256(Buffer.from(chain.x5c[0], 'base64')))]);
  });

  it('may carry the anchor at its end', async () => {
    expect(await codeOf([...chain.x5c, chain.anchor], [foreign.anchor, chain.anchor])).toBe('ok');
  });

  it('is not trusted without an anchor, or under a foreign root of the same name', async () => {
    expect(await codeOf(chain.x5c, [])).toBe('chain_untrusted');
    expect(await codeOf(foreign.x5c, [chain.anchor])).toBe('chain_untrusted');
    expect(await codeOf([...foreign.x5c, chain.anchor], [chain.anchor])).toBe('chain_untrusted');
    expect(await codeOf([...foreign.x5c, foreign.anchor], [chain.anchor])).toBe('chain_untrusted');
  });

  it('is not trusted by a self-signed leaf, even when that is an anchor', async () => {
    expect(await codeOf([chain.anchor], [chain.anchor])).toBe('chain_invalid');
  });

  it('may not go through a leaf that plays authority', async () => {
    const playerKey = generatePrivateJwk('ES256');
    const root = { certificate: chain.anchor, privateJwk: rootKey };
    const publicJwk = createNodeSigner(playerKey).publicJwk;
    const player = await createLeafCertificate({ ...leaf, publicJwk, root, ...lifetime }, nodeCrypto);
    const signedBy = { certificate: player, privateJwk: playerKey };
    const victim = await createLeafCertificate({ ...leaf, root: signedBy, ...lifetime }, nodeCrypto);
    expect(await codeOf([victim, player], [chain.anchor])).toBe('chain_invalid');
  });

  it('ends with its dates', async () => {
    expect(await codeOf(chain.x5c, [chain.anchor], new Date('2025-12-31T23:59:59Z'))).not.toBe('ok');
    expect(await codeOf(chain.x5c, [chain.anchor], new Date('2036-01-01T00:00:01Z'))).not.toBe('ok');
    const root = { certificate: chain.anchor, privateJwk: rootKey };
    const short = await createLeafCertificate(
      { ...leaf, root, notBefore: lifetime.notBefore, notAfter: new Date('2026-02-01T00:00:00Z') },
      nodeCrypto,
    );
    expect(await codeOf([short], [chain.anchor])).toBe('chain_expired');
  });

  it('is malformed when empty, too long, or not certificates', async () => {
    expect(await codeOf([], [chain.anchor])).toBe('chain_malformed');
    expect(await codeOf(new Array<string>(6).fill(chain.x5c[0]), [chain.anchor])).toBe('chain_malformed');
    for (const text of ['', 'AAAA', '!', 'MIIB', 'A'.repeat(40_000)]) {
      expect(await codeOf([text], [chain.anchor]), text.slice(0, 5)).toBe('chain_malformed');
    }
  });

  it('with any byte changed is answered, whatever the library makes of it', async () => {
    const der = Buffer.from(chain.x5c[0], 'base64');
    for (const [index, byte] of der.entries()) {
      const changed = Buffer.from(der)
        .fill(byte ^ 0x11, index, index + 1)
        .toString('base64');
      const codes = [await codeOf([changed], [chain.anchor]), await codeOf(chain.x5c, [changed])];
      expect(codes, `byte ${index}`).toEqual([
        expect.stringMatching(/^(ok|chain_\w+)$/),
        expect.stringMatching(/^chain_\w+$/),
      ]);
    }
  });

  it('does not survive a changed byte', async () => {
    const der = Buffer.from(chain.x5c[0], 'base64');
    for (const position of [60, 150, 250, der.length - 5]) {
      const changed = Buffer.from(der);
      changed[position] = (changed[position] ?? 0) ^ 1;
      expect(await codeOf([changed.toString('base64')], [chain.anchor])).not.toBe('ok');
    }
  });
});
