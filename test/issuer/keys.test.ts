/** The platform's keys: made once, kept encrypted, opened by the right secret only. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseLeaf } from '../../core/keys/certificates.ts';
import { loadIssuerKeys } from '../../issuer/keys/load-issuer-keys.ts';
import { encryptPrivateJwk, type KeySecrets } from '../../server/key-vault.ts';
import { generatePrivateJwk, nodeCrypto } from '../../server/node-crypto.ts';
import { openStore, type Store } from '../../store/index.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
});
afterEach(() => store.close());

const secret = nodeCrypto.randomBytes(32);
const load = (changed: { url?: string; secrets?: KeySecrets } = {}) =>
  loadIssuerKeys({
    issuerKeys: store.issuerKeys,
    secrets: [secret],
    url: 'https://issuer.example',
    name: 'Voorbeeld',
    now: new Date('2026-01-01T00:00:00Z'),
    crypto: nodeCrypto,
    ...changed,
  });

it('makes keys at the first start and has the same ones ever after', async () => {
  const [first, second] = [await load(), await load()];
  expect(second.p256.signer.publicJwk).toEqual(first.p256.signer.publicJwk);
  expect(second.ed25519.signer.publicJwk).toEqual(first.ed25519.signer.publicJwk);
  expect(second.p256.x5c).toEqual(first.p256.x5c);
  expect(second.certificateAnchors).toEqual(first.certificateAnchors);
  expect(first.did).toBe('did:web:issuer.example');
});

it('keeps no private key that can be read without the secret', async () => {
  await load();
  for (const name of ['root', 'p256', 'ed25519']) {
    const kept = await store.issuerKeys.loadKey(name);
    expect(kept?.encrypted.split('.')).toHaveLength(5);
  }
  await expect(load({ secrets: [nodeCrypto.randomBytes(32)] })).rejects.toMatchObject({
    code: 'invalid_config',
  });
});

it('puts a new address in a new leaf, under the anchor that the list already names', async () => {
  const before = await load();
  const after = await load({ url: 'https://new.example/i' });
  expect(after.certificateAnchors).toEqual(before.certificateAnchors);
  expect(after.p256.signer.publicJwk).toEqual(before.p256.signer.publicJwk);
  expect(await parseLeaf(after.p256.x5c)).toMatchObject({
    dnsNames: ['new.example'],
    uris: ['https://new.example/i'],
  });
});

it('goes on with keys that an earlier release made, which kept no public half beside the private one', async () => {
  const algorithms = { root: 'ES256', p256: 'ES256', ed25519: 'EdDSA' } as const;
  for (const [name, algorithm] of Object.entries(algorithms)) {
    const encrypted = await encryptPrivateJwk(generatePrivateJwk(algorithm), secret);
    await store.issuerKeys.storeKey({ name, encrypted }, new Date('2025-01-01T00:00:00Z'));
  }
  const before = await load();
  expect(before.published.map(({ id, publicJwk }) => [id, publicJwk])).toEqual([
    ['p256-1', before.p256.signer.publicJwk],
    ['ed25519-1', before.ed25519.signer.publicJwk],
  ]);
  expect(before.certificateAnchors).toHaveLength(1);
  expect((await load()).p256.x5c).toEqual(before.p256.x5c);
});
