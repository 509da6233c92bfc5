/** The composition root of the issuer: settings, keys, store, serve. Nothing else opens a store or a port. */
import { resolve } from 'node:path';
import { createLog, createMetrics, holdMemorySteady, isLoopbackHttp, listen } from '../server/index.ts';
import { parseKeySecret } from '../server/key-vault.ts';
import { nodeCrypto } from '../server/node-crypto.ts';
import { openStore } from '../store/index.ts';
import { parseFirstKeys } from './access/index.ts';
import { createIssuerApp } from './app.ts';
import type { IssuerConfig } from './config.ts';
import { createHashKey } from './hash-key.ts';
import { loadIssuerKeys } from './keys/load-issuer-keys.ts';
import { loadMappings } from './load-mappings.ts';
import { createStatusLists } from './status/status-lists.ts';

export type RunningIssuer = {
  readonly url: string;
  readonly did: string;
  readonly name: string;
  readonly kvkNumber: string | undefined;
  /** For the scheme's list: base64 DER of the root that signed this platform's certificate. */
  readonly certificateAnchors: readonly string[];
  readonly close: () => Promise<void>;
};

const dropEveryMs = 60_000;
/** How often is looked which status lists are due; signing them is rarer. */
const renewEveryMs = 60_000;

/**
 * Starts an issuer and answers when it takes calls.
 * @throws KlusCVError `invalid_config` when store, keys or mappings cannot be opened, `port_in_use`
 */
export async function startIssuer(config: IssuerConfig): Promise<RunningIssuer> {
  holdMemorySteady();
  const clock = (): Date => new Date();
  const log = createLog({ name: 'issuer', level: config.logLevel });
  const secret = parseKeySecret(config.keySecret);
  const mappings = await loadMappings(config.mappingsFolder);
  const store = await openStore(config.databaseUrl);
  try {
    const keys = await loadIssuerKeys({
      issuerKeys: store.issuerKeys,
      secret,
      url: config.url,
      name: config.name,
      now: clock(),
      crypto: nodeCrypto,
    });
    const statusLists = createStatusLists(store.statusLists, { issuerUrl: config.url, keys, clock });
    const app = createIssuerApp(
      {
        settings: {
          url: config.url,
          name: config.name,
          verifierUrl: config.verifierUrl,
          walletUrl: config.walletUrl,
          offerSeconds: config.offerHours * 3_600,
          firstKeys: config.apiKey === undefined ? [] : parseFirstKeys(config.apiKey),
          keyCallsPerMinute: config.keyCallsPerMinute,
          retention: config.retention,
          callsPerMinute: config.callsPerMinute,
          pageFolder: resolve(config.pageFolder),
        },
        store,
        keys,
        hashKey: createHashKey(secret),
        mappings,
        statusLists,
        crypto: nodeCrypto,
        clock,
        log,
      },
      { metrics: createMetrics('issuer'), trustedProxies: config.trustedProxies },
    );
    const listening = await listen(app, { port: config.port, loopbackOnly: isLoopbackHttp(config.url) });
    const dropping = setInterval(() => {
      store.accessTokens
        .dropExpired(clock())
        .catch((error) => log.error({ err: error }, 'old offers were not dropped'));
    }, dropEveryMs);
    dropping.unref();
    const renewing = setInterval(() => {
      statusLists
        .renewAll()
        .catch((error) => log.error({ err: error }, 'the status lists were not signed anew'));
    }, renewEveryMs);
    renewing.unref();
    log.info({ port: listening.port }, 'the issuer takes calls');
    return {
      url: config.url,
      did: keys.did,
      name: config.name,
      kvkNumber: config.kvkNumber,
      certificateAnchors: keys.certificateAnchors,
      close: async () => {
        clearInterval(dropping);
        clearInterval(renewing);
        await listening.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
