/** The composition root of the issuer: settings, keys, store, serve. Nothing else opens a store or a port. */
import { resolve } from 'node:path';
import {
  createLog,
  createMetrics,
  createSafeFetch,
  holdMemorySteady,
  isLoopbackHttp,
  listen,
  repeat,
  setCompiledCanonicalization,
  showCanonicalizations,
} from '../server/index.ts';
import { parseKeySecret } from '../server/key-vault.ts';
import { nodeCrypto } from '../server/node-crypto.ts';
import { openStore } from '../store/index.ts';
import { parseFirstKeys } from './access/index.ts';
import { createIssuerApp } from './app.ts';
import { dropOldFiles, runIdleJobs } from './bulk/index.ts';
import { startSigningThreads } from './bulk/sign-threads.ts';
import type { IssuerConfig } from './config.ts';
import type { IssuerDeps } from './deps.ts';
import { forgetClaimed } from './erase/index.ts';
import { createHashKey } from './hash-key.ts';
import { otherDidsOf } from './keys/jwt-issuer.ts';
import { loadIssuerKeys } from './keys/load-issuer-keys.ts';
import { loadMappings } from './load-mappings.ts';
import { dropOldDeliveries, sendDue } from './notify/index.ts';
import { runDueSources } from './sources/index.ts';
import { createStatusLists } from './status/status-lists.ts';

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
const dropEveryMs = 60_000;
/** Thirty days. */
const keepRefusedMs = 30 * 86_400_000;
const sendEveryMs = 2_000;
/** How often is looked which sources are due. */
const lookEveryMs = 30_000;
/** How often is looked for runs of issuing that nobody is at. */
const lookForJobsMs = 1_000;
/** How often is looked which status lists are due; signing them is rarer. */
const renewEveryMs = 60_000;

/** An issuer that is ready to work, and does not listen. */
export type OpenIssuer = {
  readonly deps: IssuerDeps;
  readonly close: () => Promise<void>;
};

/**
 * Opens the store, the keys and the mappings of an issuer.
 * @throws KlusCVError `invalid_config` when one of them cannot be opened
 */
export async function openIssuer(config: IssuerConfig): Promise<OpenIssuer> {
  setCompiledCanonicalization(config.compiledCanonicalization);
  const clock = (): Date => new Date();
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
        issueFolder: resolve(config.issueFolder),
      },
      store,
      keys,
      hashKey: createHashKey(secret),
      mappings,
      statusLists: createStatusLists(store.statusLists, { issuerUrl: config.url, keys, clock }),
      crypto: nodeCrypto,
      clock,
      fetch: createSafeFetch({ allowInsecureLoopback: isLoopbackHttp(config.url) }),
      fetchPage: createSafeFetch({
        allowInsecureLoopback: isLoopbackHttp(config.url),
        timeoutMs: 60_000,
        maxBytes: 64 << 20,
      }),
      secretOf: (name) => process.env[name],
      // Each thread opens the database for itself; one in memory cannot be opened twice.
      startSigners: /^sqlite::memory:/.test(config.databaseUrl)
        ? undefined
        : () => startSigningThreads(config, deps),
      log: createLog({ name: 'issuer', level: config.logLevel }),
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
  holdMemorySteady();
  const { deps, close } = await openIssuer(config);
  const { store, keys, clock, log } = deps;
  try {
    const metrics = createMetrics('issuer');
    showCanonicalizations(metrics);
    const app = createIssuerApp(deps, {
      metrics,
      trustedProxies: config.trustedProxies,
    });
    const jobs = await store.openJobs({
      onError: (job, error) => log.error({ err: error, job }, 'work beside the calls failed'),
    });
    const listening = await listen(app, {
      port: config.port,
      loopbackOnly: isLoopbackHttp(config.url),
      longestRequestMs,
    });
    const logged = (message: string) => (error: unknown) => log.error({ err: error }, message);
    // Runs write to a disk of their own, so each process looks after its own.
    const repeated = [
      repeat(lookForJobsMs, () => runIdleJobs(deps), logged('a run of issuing broke off')),
      repeat(dropEveryMs, () => dropOldFiles(deps), logged('old files of runs were not dropped')),
    ];
    const shared: readonly (readonly [string, number, () => Promise<unknown>])[] = [
      ['issuer.drop-offers', dropEveryMs, () => store.accessTokens.dropExpired(clock())],
      [
        'issuer.drop-refused-lines',
        dropEveryMs,
        () => store.imports.dropBefore(new Date(clock().getTime() - keepRefusedMs)),
      ],
      ['issuer.drop-call-counts', dropEveryMs, () => store.callCounts.dropEnded(clock())],
      ['issuer.forget-claimed', dropEveryMs, () => forgetClaimed(deps)],
      ['issuer.sign-lists', renewEveryMs, () => deps.statusLists.renewAll()],
      ['issuer.read-sources', lookEveryMs, () => runDueSources(deps)],
      ['issuer.send-webhooks', sendEveryMs, () => sendDue(deps)],
      ['issuer.drop-webhooks', dropEveryMs, () => dropOldDeliveries(deps)],
    ];
    for (const [name, everyMs, work] of shared) await jobs.repeat(name, everyMs, work);
    log.info({ port: listening.port }, 'the issuer takes calls');
    return {
      url: config.url,
      did: keys.did,
      otherDids: otherDidsOf(config.url, keys),
      name: config.name,
      kvkNumber: config.kvkNumber,
      certificateAnchors: keys.certificateAnchors,
      close: async () => {
        await listening.close();
        await Promise.all([jobs.stop(), ...repeated.map(({ stop }) => stop())]);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
