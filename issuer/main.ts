/** The composition root of the issuer: settings, keys, store, serve. Nothing else opens a store or a port. */
import { resolve } from 'node:path';
import { setCompiledCanonicalization } from '../server/canonicalization.ts';
import { parseKeySecrets } from '../server/key-vault.ts';
import { createLog } from '../server/log.ts';
import { nodeCrypto } from '../server/node-crypto.ts';
import { isLoopbackHttp } from '../server/read-config.ts';
import { createSafeFetch } from '../server/safe-fetch.ts';
import { openStore } from '../store/index.ts';
import { parseFirstKeys } from './access/first-keys.ts';
import type { IssuerConfig } from './config.ts';
import type { IssuerDeps } from './deps.ts';
import { loadIssuerHashKey } from './hash-key.ts';
import { otherDidsOf } from './keys/jwt-issuer.ts';
import { openKeyRing } from './keys/key-ring.ts';
import { loadMappings } from './load-mappings.ts';
import { createStatusLists } from './status/status-lists.ts';

/** An issuer that is ready to work, and does not listen. */
export type OpenIssuer = {
  readonly deps: IssuerDeps;
  readonly close: () => Promise<void>;
};

export type RunningIssuer = {
  readonly url: string;
  readonly did: string;
  /** Further DIDs of this platform, for the scheme's list. */
  readonly otherDids: readonly string[];
  readonly name: string;
  readonly kvkNumber: string | undefined;
  /** For the scheme's list: base64 DER of the root that signed this platform's certificate. */
  readonly certificateAnchors: readonly string[];
  readonly close: () => Promise<void>;
};

/** A file of some gigabytes takes its time. */
const longestRequestMs = 4 * 3_600_000;

/**
 * Opens the store, the keys and the mappings of an issuer.
 * @throws KlusCVError `invalid_config` when one of them cannot be opened
 */
export async function openIssuer(
  config: Omit<IssuerConfig, 'mappingsFolder'> & { readonly mappingsFolder: string | undefined },
): Promise<OpenIssuer> {
  setCompiledCanonicalization(config.compiledCanonicalization);
  const clock = (): Date => new Date();
  const log = createLog({ name: 'issuer', level: config.logLevel });
  const secrets = parseKeySecrets(config.keySecret, config.keySecretsBefore);
  const mappings =
    config.mappingsFolder === undefined ? new Map() : await loadMappings(config.mappingsFolder);
  const store = await openStore(config.databaseUrl);
  try {
    const keys = await openKeyRing({
      issuerKeys: store.issuerKeys,
      secrets,
      url: config.url,
      name: config.name,
      clock,
      crypto: nodeCrypto,
      onChange: ({ version, published }) =>
        log.info({ version, keys: published.map(({ id }) => id) }, 'the keys of this platform have changed'),
    });
    const deps: IssuerDeps = {
      settings: {
        url: config.url,
        name: config.name,
        verifierUrl: config.verifierUrl,
        walletUrl: config.walletUrl,
        offerSeconds: config.offerHours * 3_600,
        firstKeys: config.apiKey === undefined ? [] : parseFirstKeys(config.apiKey),
        keyCallsPerMinute: config.keyCallsPerMinute,
        callsPerMinute: config.callsPerMinute,
        retention: config.retention,
        questionnaireUrl: config.questionnaireUrl,
        pageFolder: resolve(config.pageFolder),
      },
      store,
      keys,
      hashKey: await loadIssuerHashKey(store, secrets),
      mappings,
      statusLists: createStatusLists(store.statusLists, {
        issuerUrl: config.url,
        keys,
        crypto: nodeCrypto,
        clock,
      }),
      crypto: nodeCrypto,
      clock,
      fetch: createSafeFetch({ allowInsecureLoopback: isLoopbackHttp(config.url) }),
      fetchPage: createSafeFetch({
        allowInsecureLoopback: isLoopbackHttp(config.url),
        timeoutMs: 60_000,
        maxBytes: 64 << 20,
      }),
      secretOf: (name) => process.env[name],
      startSigners: async (started) => {
        const { startSigningThreads } = await import('./bulk/sign-threads.ts');
        const { url, name, logLevel, compiledCanonicalization } = config;
        const settings = { hashKey: deps.hashKey, url, name, logLevel, compiledCanonicalization };
        return startSigningThreads(settings, deps, { started });
      },
      log,
    };
    return { deps, close: store.close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * Starts an issuer and answers when it takes calls.
 * @throws KlusCVError `invalid_config` when store, keys or mappings cannot be opened, `port_in_use`
 */
export async function startIssuer(config: IssuerConfig): Promise<RunningIssuer> {
  // Loaded by those alone who serve: a command works with the store and the keys.
  const { holdMemorySteady, listen } = await import('../server/index.ts');
  const { createServedApp, openWork } = await import('./serve-issuer.ts');
  holdMemorySteady();
  const { deps, close } = await openIssuer(config);
  try {
    const app = createServedApp(deps, { trustedProxies: config.trustedProxies });
    const work = await openWork(deps);
    const listening = await listen(app, {
      port: config.port,
      loopbackOnly: isLoopbackHttp(config.url),
      longestRequestMs,
    });
    await work.begin();
    deps.log.info({ port: listening.port }, 'the issuer takes calls');
    const keys = deps.keys.known();
    return {
      url: config.url,
      did: keys.did,
      otherDids: otherDidsOf(config.url, keys),
      name: config.name,
      kvkNumber: config.kvkNumber,
      certificateAnchors: keys.certificateAnchors,
      close: async () => {
        await listening.close();
        await work.stop();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
