import { describe, expect, it } from 'vitest';
import { publicJwkFrom } from '../../core/keys/index.ts';
import { signTrustList } from '../../core/trust/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../../server/node-crypto.ts';
import { loadTrust } from '../../wallet/load-trust.ts';
import { createNetwork } from './fakes/network.ts';
import { now, trustListOf } from './fakes/wallet.ts';

const schemeKey = generatePrivateJwk('EdDSA');

async function load(
  options: { signedBy?: typeof schemeKey; at?: Date; listStatus?: number; config?: unknown } = {},
) {
  const list = await signTrustList(trustListOf([]), createNodeSigner(options.signedBy ?? schemeKey));
  const config = { trustListUrl: 'https://scheme.example/list.jwt', schemeKey: publicJwkFrom(schemeKey) };
  const { fetch } = createNetwork({
    'https://wallet.example': () => ({ status: 200, body: options.config ?? config }),
    'https://scheme.example': () => ({ status: options.listStatus ?? 200, body: `${list}\n` }),
  });
  return loadTrust('https://wallet.example/config.json', {
    fetch,
    crypto: nodeCrypto,
    now: () => options.at ?? now,
  });
}

describe('the scheme’s list in the wallet', () => {
  it('is loaded from the address in the configuration', async () => {
    expect(await load()).toEqual(trustListOf([]));
  });

  it.each([
    ['signed by somebody else', { signedBy: generatePrivateJwk('EdDSA') }],
    ['past its time', { at: new Date('2026-12-01T00:00:00Z') }],
    ['not to be had', { listStatus: 503 }],
    ['not configured', { config: {} }],
    ['configured with nonsense', { config: 'hello' }],
  ])('fails closed to nobody known when it is %s', async (_name, options) => {
    expect(await load(options)).toBeNull();
  });
});
