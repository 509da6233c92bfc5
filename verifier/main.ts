/** The composition root of the verifier: settings, keys, store, caches, serve. Nothing else opens a store or a port. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadDocument } from '../contexts/index.ts';
import { resolveDid } from '../core/did/index.ts';
import { addCacheCounts, createIssuerChains, createVerifiedLists } from '../core/verify/index.ts';
import { showCaches } from '../server/cache-metrics.ts';
import {
  createLog,
  createMetrics,
  createSafeFetch,
  listen,
  repeat,
  setCompiledCanonicalization,
  showCanonicalizations,
} from '../server/index.ts';
import { parseKeySecrets } from '../server/key-vault.ts';
import { nodeCrypto } from '../server/node-crypto.ts';
import { openStore } from '../store/index.ts';
import { createVerifierApp } from './app.ts';
import { startCheckThreads } from './batch/index.ts';
import type { VerifierConfig } from './config.ts';
import type { VerifierDeps } from './deps.ts';
import { parseApiKeys } from './http/api-keys.ts';
import { loadVerifierHashKey } from './keys/hash-key.ts';
import { loadIdentity, type VerifierIdentity } from './keys/load-identity.ts';
import { createVault } from './keys/vault.ts';
import { forgetReports, openRegister } from './register/index.ts';
import { createVerdictCounts } from './report/verdict-counts.ts';
import { createRequestChanges } from './request/changes.ts';
import { tellEnds } from './request/tell-end.ts';
import { recheckRecords, tellChanges } from './take-over/index.ts';
import { createConfiguredLists } from './trust/configured-lists.ts';
import { createDidCache } from './trust/did-cache.ts';
import { createHeldFetch } from './trust/held-fetch.ts';
import { createStatusListCache } from './trust/status-list-cache.ts';

export type RunningVerifier = {
  readonly url: string;
  /** For the scheme's list: under which certificate this verifier asks. */
  readonly identity: VerifierIdentity;
  readonly close: () => Promise<void>;
};

const forgetEveryMs = 30_000;
const tellEveryMs = 1_000;
const flushEveryMs = 5_000;
/** Those that are due; each is once a day. */
const recheckEveryMs = 60_000;
/** Of the register, what is past its time. */
const eraseEveryMs = 60_000;
/** A batch comes in as fast as it is checked. */
const longestRequestMs = 3_600_000;
/** Of one list as it is fetched; what is in it may have four million letters. */
const maxStatusListBytes = 4_100_000;
/** Of lists as they were fetched, all together, and of those that were verified and unpacked. */
const mostListBytes = 64 * 1024 * 1024;

/**
 * Starts a verifier and answers when it takes calls.
 * @throws KlusCVError `invalid_config` when the store or the keys cannot be opened, `port_in_use`
 */
export async function startVerifier(config: VerifierConfig): Promise<RunningVerifier> {
  setCompiledCanonicalization(config.compiledCanonicalization);
  const clock = (): Date => new Date();
  const log = createLog({ name: 'verifier', level: config.logLevel });
  const fetch = createSafeFetch({ allowInsecureLoopback: config.allowInsecureLoopback });
  const secrets = parseKeySecrets(config.keySecret, config.keySecretsBefore);
  const trustList = createConfiguredLists(config, { fetch, crypto: nodeCrypto, clock, log });
  const fetchHeld = createHeldFetch(fetch, trustList);
  const store = await openStore(config.databaseUrl);
  try {
    const identity = await loadIdentity({
      keys: store.verifierKeys,
      secrets,
      url: config.url,
      name: config.name,
      now: clock(),
      crypto: nodeCrypto,
    });
    const hashKey = await loadVerifierHashKey(store, secrets);
    const didDocuments = createDidCache(
      (did) => resolveDid(did, { fetch: fetchHeld, allowInsecureLoopback: config.allowInsecureLoopback }),
      { clock, seconds: 60, entries: 500 },
    );
    const statusLists = createStatusListCache({
      fetch: fetchHeld,
      clock,
      log,
      seconds: config.statusCacheSeconds,
      entries: 200,
      bytes: mostListBytes,
      maxBytes: maxStatusListBytes,
    });
    const verifiedLists = createVerifiedLists({ entries: 1_000, bytes: mostListBytes });
    const issuerChains = createIssuerChains({ entries: 500 });
    const metrics = createMetrics('verifier');
    const checkers = startCheckThreads({
      trustList,
      resolveDid: didDocuments.resolve,
      loadStatusList: statusLists.load,
      loadDocument,
      verifiedLists,
      issuerChains,
      crypto: nodeCrypto,
      clock,
      name: config.name,
      log,
    });
    showCanonicalizations(metrics, () => checkers.counts().canonicalizations);
    showCaches(metrics, {
      did_documents: didDocuments.counts,
      status_lists: statusLists.counts,
      verified_lists: verifiedLists.counts,
      issuer_chains: () => addCacheCounts(issuerChains.counts(), checkers.counts().issuerChains),
    });
    const deps: VerifierDeps = {
      url: config.url,
      name: config.name,
      walletUrl: config.walletUrl,
      requestSeconds: config.requestSeconds,
      keepSeconds: config.keepSeconds,
      callsPerMinute: config.callsPerMinute,
      pagesFolder: existsSync(config.pagesFolder) ? config.pagesFolder : undefined,
      buttonFile: join(config.pagesFolder, '..', 'button', 'kluscv-button.js'),
      trustedProxies: config.trustedProxies,
      apiKeys: config.apiKey === undefined ? [] : parseApiKeys(config.apiKey),
      vault: createVault(store.verifierKeys, secrets),
      hashKey,
      clock,
      crypto: nodeCrypto,
      requests: store.requests,
      requestWebhooks: store.requestWebhooks,
      receivedRecords: store.receivedRecords,
      recordDeliveries: store.recordDeliveries,
      verifierApiKeys: store.verifierApiKeys,
      verdicts: createVerdictCounts(store.verdictCounts),
      register: openRegister(config, { store, hashSecret: hashKey, clock }),
      transact: store.transact,
      changes: createRequestChanges(store.signals),
      callCounts: store.sharedCallCounts,
      knownLists: store.knownLists,
      identity,
      trustList,
      resolveDid: didDocuments.resolve,
      loadStatusList: statusLists.load,
      verifiedLists,
      issuerChains,
      checkers,
      loadDocument,
      log,
      metrics,
    };
    const jobs = await store.openJobs({
      onError: (job, error) => log.error({ err: error, job }, 'work beside the calls failed'),
    });
    const listening = await listen(createVerifierApp(deps), {
      port: config.port,
      loopbackOnly: config.allowInsecureLoopback,
      longestRequestMs,
    });
    const shared: readonly (readonly [string, number, () => Promise<unknown>])[] = [
      ['verifier.drop-requests', forgetEveryMs, () => store.requests.forgetRequests(clock())],
      ['verifier.drop-call-counts', forgetEveryMs, () => store.callCounts.dropEnded(clock())],
      [
        'verifier.send-webhooks',
        tellEveryMs,
        () => Promise.all([tellEnds({ ...deps, fetch }), tellChanges({ ...deps, fetch })]),
      ],
      ['verifier.look-again', recheckEveryMs, () => recheckRecords(deps)],
      ['verifier.erase-reports', eraseEveryMs, () => forgetReports({ store, clock })],
    ];
    for (const [name, everyMs, work] of shared) await jobs.repeat(name, everyMs, work);
    // What this process counted and has not written down yet.
    const counting = repeat(flushEveryMs, deps.verdicts.flush, (error) =>
      log.error({ err: error }, 'counts were not written down'),
    );
    log.info({ port: listening.port }, 'the verifier takes calls');
    return {
      url: config.url,
      identity,
      close: async () => {
        await jobs.stop();
        await counting.stop();
        await listening.close();
        await checkers.close();
        await deps.verdicts.flush();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
