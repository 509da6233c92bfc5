import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicJwkFrom } from '../../core/keys/index.ts';
import { signTrustList } from '../../core/trust/index.ts';
import { readConfig } from '../../server/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../server/node-crypto.ts';
import { VerifierConfig } from '../../verifier/config.ts';
import { startVerifier } from '../../verifier/main.ts';
import { freePort } from './free-port.ts';

let folder: string;
let env: Record<string, string>;
const schemeKey = generatePrivateJwk('EdDSA');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kluscv-'));
  const port = await freePort();
  env = {
    KLUSCV_VERIFIER_URL: `http://localhost:${port}`,
    KLUSCV_DATABASE_URL: `sqlite:${join(folder, 'verifier.db')}`,
    KLUSCV_KEY_SECRET: Buffer.from(nodeCrypto.randomBytes(32)).toString('base64url'),
    KLUSCV_API_KEY: 'a-key-of-sufficient-length',
    KLUSCV_TRUST_LIST: join(folder, 'trust-list.jwt'),
    KLUSCV_TRUST_LIST_COPY: join(folder, 'copy.jwt'),
    KLUSCV_SCHEME_KEY: JSON.stringify(publicJwkFrom(schemeKey)),
    KLUSCV_VERIFIER_PAGES: join(folder, 'page'),
    KLUSCV_LOG_LEVEL: 'silent',
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const publishList = async (version: number, key = schemeKey): Promise<string> => {
  const now = Date.now();
  const signed = await signTrustList(
    {
      scheme: 'KlusCV',
      version,
      issued: new Date(now).toISOString(),
      nextUpdate: new Date(now + 86_400_000).toISOString(),
      platforms: [],
      verifiers: [],
    },
    createNodeSigner(key),
  );
  await writeFile(join(folder, 'trust-list.jwt'), signed);
  return signed;
};

describe('a verifier from its configuration', () => {
  it('is ready with the scheme’s list, hands it on, and keeps its certificate over a restart', async () => {
    const signed = await publishList(2);
    const config = readConfig(VerifierConfig, env);
    const first = await startVerifier(config);
    const address = env.KLUSCV_VERIFIER_URL ?? '';
    expect((await fetch(`${address}/health/ready`)).status).toBe(200);
    const list = await fetch(`${address}/trust-list.jwt`);
    expect(list.headers.get('content-type')).toBe('application/kluscv-trust-list+jwt');
    expect(await list.text()).toBe(signed);
    await first.close();
    const second = await startVerifier(config);
    expect(second.identity.clientId).toBe(first.identity.clientId);
    await second.close();
  });

  it('never goes back to an older list, nor to one that somebody else signed', async () => {
    const signed = await publishList(5);
    const verifier = await startVerifier(readConfig(VerifierConfig, env));
    const held = async () => (await fetch(`${verifier.url}/trust-list.jwt`)).text();
    expect(await held()).toBe(signed);
    await publishList(9, generatePrivateJwk('EdDSA'));
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect(await held()).toBe(signed);
    await verifier.close();
  });

  it('keeps the last good list over a restart: it goes on with it, and not back behind it', async () => {
    const signed = await publishList(7);
    const first = await startVerifier(readConfig(VerifierConfig, env));
    const held = async () => (await fetch(`${first.url}/trust-list.jwt`)).text();
    expect(await held()).toBe(signed);
    await first.close();
    await publishList(6);
    const second = await startVerifier(readConfig(VerifierConfig, env));
    expect(await held()).toBe(signed);
    await second.close();
    await rm(join(folder, 'trust-list.jwt'));
    const third = await startVerifier(readConfig(VerifierConfig, env));
    expect(await held()).toBe(signed);
    expect((await fetch(`${third.url}/health/ready`)).status).toBe(200);
    await third.close();
  });

  it('judges nothing without a list, and says so', async () => {
    await rm(join(folder, 'trust-list.jwt'), { force: true });
    await rm(join(folder, 'copy.jwt'), { force: true });
    const verifier = await startVerifier(readConfig(VerifierConfig, env));
    expect((await fetch(`${verifier.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${verifier.url}/trust-list.jwt`)).status).toBe(404);
    await verifier.close();
  });

  it('does not start with a secret that is not the one of its keys', async () => {
    const other = {
      ...env,
      KLUSCV_KEY_SECRET: Buffer.from(nodeCrypto.randomBytes(32)).toString('base64url'),
    };
    await expect(startVerifier(readConfig(VerifierConfig, other))).rejects.toMatchObject({
      code: 'invalid_config',
    });
  });

  it.each([
    ['a public address without https', { KLUSCV_VERIFIER_URL: 'http://verifier.example' }],
    ['a list without the key that signs it', { KLUSCV_SCHEME_KEY: '' }],
    ['a private scheme key', { KLUSCV_SCHEME_KEY: JSON.stringify(schemeKey) }],
    ['an own list without the key and the name of it', { KLUSCV_OWN_LIST: 'own.jwt' }],
    ['more signatures than keys', { KLUSCV_SCHEME_KEY: JSON.stringify({ keys: [], threshold: 1 }) }],
    [
      "an own list under the scheme's name",
      {
        KLUSCV_OWN_LIST: 'own.jwt',
        KLUSCV_OWN_LIST_KEY: JSON.stringify(publicJwkFrom(schemeKey)),
        KLUSCV_OWN_LIST_NAME: 'KlusCV',
      },
    ],
    ['no secret', { KLUSCV_KEY_SECRET: '' }],
  ])('refuses %s', (_name, change) => {
    expect(() => readConfig(VerifierConfig, { ...env, ...change })).toThrow(/KLUSCV_/);
  });
});

describe('the page', () => {
  it('is served at its two addresses, with files beside it, under a strict policy', async () => {
    const { mkdir } = await import('node:fs/promises');
    await mkdir(join(folder, 'page', 'assets'), { recursive: true });
    await writeFile(join(folder, 'page', 'index.html'), '<!doctype html><title>Controleren</title>');
    await writeFile(join(folder, 'page', 'assets', 'app.js'), 'export {}');
    const verifier = await startVerifier(readConfig(VerifierConfig, env));
    for (const path of ['/', '/requests/abc']) {
      const response = await fetch(`${verifier.url}${path}`);
      expect(await response.text()).toContain('Controleren');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    }
    expect((await fetch(`${verifier.url}/assets/app.js`)).status).toBe(200);
    expect((await fetch(`${verifier.url}/../verifier.db`)).status).toBe(404);
    expect((await fetch(`${verifier.url}/nothing`)).status).toBe(404);
    await verifier.close();
  });
});
