/** Issuers and verifiers side by side on one database, each with a store of its own, behind balancers without memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importExport } from '../../cli/demo/import-export.ts';
import { type DemoLayout, layOutDemo } from '../../cli/demo/layout.ts';
import { loadOrCreateSecrets } from '../../cli/demo/secrets.ts';
import { type DemoAddresses, projectRoot } from '../../cli/demo/services.ts';
import { writeTrustList } from '../../cli/demo/write-trust-list.ts';
import { publicJwkFrom } from '../../core/keys/index.ts';
import { IssuerConfig } from '../../issuer/config.ts';
import { type RunningIssuer, startIssuer } from '../../issuer/main.ts';
import { readConfig } from '../../server/index.ts';
import { VerifierConfig } from '../../verifier/config.ts';
import { type RunningVerifier, startVerifier } from '../../verifier/main.ts';
import { freePort } from '../verifier/free-port.ts';
import { startBalancer } from './balance.ts';

export type Replicas = {
  readonly issuers: readonly RunningIssuer[];
  readonly verifiers: readonly RunningVerifier[];
  /** Each replica's own address, past the balancer. */
  readonly issuerUrls: readonly string[];
  readonly verifierUrls: readonly string[];
  readonly addresses: DemoAddresses;
  readonly layout: DemoLayout;
  readonly keySecret: string;
  readonly close: () => Promise<void>;
};

/** Imports an example and starts all replicas at once, the first start of all on an empty database. */
export async function startReplicas(options: {
  databaseUrl: string;
  issuers: number;
  verifiers: number;
  settings?: Readonly<Record<string, string>>;
}): Promise<Replicas> {
  const folder = mkdtempSync(join(tmpdir(), 'kluscv-replicas-'));
  const [issuerGate, verifierGate] = [await startBalancer(), await startBalancer()];
  const closing: (() => unknown)[] = [
    () => rmSync(folder, { recursive: true }),
    issuerGate.close,
    verifierGate.close,
  ];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).toReversed()) await end();
  };
  try {
    const shared = {
      KLUSCV_DATABASE_URL: options.databaseUrl,
      KLUSCV_LOG_LEVEL: 'fatal',
      ...options.settings,
    };
    const demo = layOutDemo({ portBase: 4100, dataDir: folder, root: projectRoot });
    const [platform] = demo.issuers;
    if (platform === undefined) throw new Error('The demo has no platform.');
    const issuer = { ...platform, url: issuerGate.url, databaseUrl: options.databaseUrl };
    const layout = { ...demo, issuers: [issuer] };
    const { keySecret, schemeKey, ...keys } = loadOrCreateSecrets(layout.secretsFile, 1);
    const issuerKey = keys.issuerApiKeys[0] ?? '';
    const issuerPorts = await freePorts(options.issuers);
    const issuers = await Promise.all(
      issuerPorts.map((port) =>
        startIssuer(
          readConfig(IssuerConfig, {
            ...shared,
            KLUSCV_ISSUER_URL: issuer.url,
            KLUSCV_ISSUER_PORT: String(port),
            KLUSCV_ISSUER_NAME: issuer.name,
            KLUSCV_KEY_SECRET: keySecret,
            KLUSCV_API_KEY: issuerKey,
            KLUSCV_MAPPINGS: join(projectRoot, 'examples', 'mappings'),
          }),
        ),
      ),
    );
    closing.push(...issuers.map((each) => each.close));
    issuerGate.route(issuerPorts);
    await importExport(issuer, keySecret, new Date());
    const listed = issuers[0];
    await writeTrustList(
      layout.trustListFile,
      {
        platforms: [
          {
            name: issuer.name,
            kvkNumber: issuer.kvkNumber,
            url: issuer.url,
            did: listed?.did ?? '',
            otherDids: [...(listed?.otherDids ?? [])],
            certificateAnchors: [...(listed?.certificateAnchors ?? [])],
            from: '2026-01-01',
          },
        ],
        verifiers: [],
      },
      { keySecret, schemeKey, ...keys },
      new Date(),
    );
    const verifierPorts = await freePorts(options.verifiers);
    const verifiers = await Promise.all(
      verifierPorts.map((port, index) =>
        startVerifier(
          readConfig(VerifierConfig, {
            ...shared,
            KLUSCV_VERIFIER_URL: verifierGate.url,
            KLUSCV_VERIFIER_PORT: String(port),
            KLUSCV_KEY_SECRET: keySecret,
            KLUSCV_API_KEY: keys.verifierApiKey,
            KLUSCV_TRUST_LIST: layout.trustListFile,
            KLUSCV_TRUST_LIST_COPY: join(folder, `trust-list-${index}.jwt`),
            KLUSCV_SCHEME_KEY: JSON.stringify(publicJwkFrom(schemeKey)),
          }),
        ),
      ),
    );
    closing.push(...verifiers.map((each) => each.close));
    verifierGate.route(verifierPorts);
    const addresses: DemoAddresses = {
      issuers: [{ name: issuer.name, url: issuer.url, did: listed?.did ?? '', apiKey: issuerKey }],
      verifier: { url: verifierGate.url, apiKey: keys.verifierApiKey },
      wallet: { url: 'http://localhost:4300' },
    };
    const direct = (port: number): string => `http://localhost:${port}`;
    return {
      issuers,
      verifiers,
      issuerUrls: issuerPorts.map(direct),
      verifierUrls: verifierPorts.map(direct),
      addresses,
      layout,
      keySecret,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const freePorts = (count: number): Promise<number[]> =>
  Promise.all(Array.from({ length: count }, () => freePort()));
