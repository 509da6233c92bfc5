/** The whole demo in one process: two issuers, the verifier and the wallet, each on its own port, all over real HTTP. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publicJwkFrom } from '../../core/keys/index.ts';
import type { Verifier } from '../../core/trust/index.ts';
import { IssuerConfig } from '../../issuer/config.ts';
import { type RunningIssuer, startIssuer } from '../../issuer/main.ts';
import { checkPortsFree, readConfig } from '../../server/index.ts';
import { VerifierConfig } from '../../verifier/config.ts';
import { startVerifier } from '../../verifier/main.ts';
import { buildPages } from '../commands/build.ts';
import { importExport } from './import-export.ts';
import { type DemoIssuer, type DemoLayout, layOutDemo } from './layout.ts';
import { type DemoSecrets, loadOrCreateSecrets } from './secrets.ts';
import { startWallet } from './start-wallet.ts';
import { writeTrustList } from './write-trust-list.ts';

/** `.data/demo.json`: where everything is, for programs. */
export type DemoAddresses = {
  readonly issuers: readonly {
    readonly name: string;
    readonly url: string;
    readonly did: string;
    readonly apiKey: string;
  }[];
  readonly verifier: { readonly url: string; readonly apiKey: string };
  readonly wallet: { readonly url: string };
};

export type RunningDemo = {
  readonly addresses: DemoAddresses;
  readonly layout: DemoLayout;
  readonly close: () => Promise<void>;
};

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

type Closable = { readonly close: () => Promise<void> };

/**
 * Builds the pages when needed, imports the examples, starts the four services and writes `demo.json`.
 * With the same data folder it goes on with the same records and keys.
 * @throws KlusCVError `port_in_use`; whatever was started is closed again
 */
export async function startDemo(options: {
  portBase: number;
  dataDir: string;
  quiet?: boolean;
}): Promise<RunningDemo> {
  const say = (text: string): void => {
    if (!options.quiet) console.log(text);
  };
  const now = new Date();
  const layout = layOutDemo({ portBase: options.portBase, dataDir: options.dataDir, root: projectRoot });
  await checkPortsFree([...layout.issuers, layout.verifier, layout.wallet].map(({ port }) => port));
  mkdirSync(layout.dataDir, { recursive: true });
  const secrets = loadOrCreateSecrets(layout.secretsFile, layout.issuers.length);
  const { built } = await buildPages();
  if (built.length > 0) say(`Built the pages of ${built.join(', ')}.`);
  const running: Closable[] = [];
  const close = async (): Promise<void> => {
    for (const service of running.toReversed()) await service.close();
  };
  try {
    const issuers: RunningIssuer[] = [];
    for (const [index, issuer] of layout.issuers.entries()) {
      const report = await importExport(issuer, secrets.keySecret, now);
      say(describeImport(issuer, report));
      const started = await startDemoIssuer(issuer, layout, secrets, index);
      running.push(started);
      issuers.push(started);
    }
    const platforms = issuers.map((issuer, index) => ({
      name: issuer.name,
      kvkNumber: layout.issuers[index]?.kvkNumber ?? '',
      url: issuer.url,
      did: issuer.did,
      otherDids: [...issuer.otherDids],
      certificateAnchors: [...issuer.certificateAnchors],
      from: '2026-01-01',
    }));
    await writeTrustList(layout.trustListFile, { platforms, verifiers: [] }, secrets, now);
    const verifier = await startVerifier(verifierConfig(layout, secrets));
    running.push(verifier);
    // Registered for what needs it; for the other purposes it asks as a stranger, as its public page does.
    const registered: Verifier = {
      name: 'Voorbeeldontvanger',
      certificateSha256: verifier.identity.certificateSha256,
      purposes: ['uwv', 'lender'],
    };
    await writeTrustList(layout.trustListFile, { platforms, verifiers: [registered] }, secrets, now);
    const wallet = await startWallet({
      port: layout.wallet.port,
      folder: join(projectRoot, 'dist', 'wallet'),
      icon: join(projectRoot, 'ui', 'icon.svg'),
      config: {
        verifier: layout.verifier.url,
        trustListUrl: `${layout.verifier.url}/trust-list.jwt`,
        schemeKey: publicJwkFrom(secrets.schemeKey),
        issuers: issuers.map(({ name, url }) => ({ name, url })),
      },
    });
    running.push(wallet);
    const addresses: DemoAddresses = {
      issuers: issuers.map(({ name, url, did }, index) => ({
        name,
        url,
        did,
        apiKey: secrets.issuerApiKeys[index] ?? '',
      })),
      verifier: { url: layout.verifier.url, apiKey: secrets.verifierApiKey },
      wallet: { url: layout.wallet.url },
    };
    writeFileSync(layout.demoFile, `${JSON.stringify(addresses, null, 2)}\n`, { mode: 0o600 });
    return { addresses, layout, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function startDemoIssuer(
  issuer: DemoIssuer,
  layout: DemoLayout,
  secrets: DemoSecrets,
  index: number,
): Promise<RunningIssuer> {
  return startIssuer(
    readConfig(IssuerConfig, {
      KLUSCV_ISSUER_URL: issuer.url,
      KLUSCV_ISSUER_NAME: issuer.name,
      KLUSCV_ISSUER_KVK: issuer.kvkNumber,
      KLUSCV_ISSUER_PAGES: join(projectRoot, 'dist', 'issuer'),
      KLUSCV_DATABASE_URL: issuer.databaseUrl,
      KLUSCV_KEY_SECRET: secrets.keySecret,
      KLUSCV_API_KEY: secrets.issuerApiKeys[index],
      KLUSCV_MAPPINGS: join(projectRoot, 'examples', 'mappings'),
      KLUSCV_VERIFIER_URL: layout.verifier.url,
      KLUSCV_WALLET_URL: layout.wallet.url,
      KLUSCV_LOG_LEVEL: 'warn',
    }),
  );
}

function verifierConfig(layout: DemoLayout, secrets: DemoSecrets): VerifierConfig {
  return readConfig(VerifierConfig, {
    KLUSCV_VERIFIER_URL: layout.verifier.url,
    KLUSCV_VERIFIER_PAGES: join(projectRoot, 'dist', 'verifier'),
    KLUSCV_DATABASE_URL: layout.verifier.databaseUrl,
    KLUSCV_KEY_SECRET: secrets.keySecret,
    KLUSCV_API_KEY: secrets.verifierApiKey,
    KLUSCV_TRUST_LIST: layout.trustListFile,
    KLUSCV_TRUST_LIST_COPY: join(layout.dataDir, 'verifier-trust-list.jwt'),
    KLUSCV_SCHEME_KEY: JSON.stringify(publicJwkFrom(secrets.schemeKey)),
    KLUSCV_WALLET_URL: layout.wallet.url,
    KLUSCV_LOG_LEVEL: 'warn',
  });
}

function describeImport(issuer: DemoIssuer, report: Awaited<ReturnType<typeof importExport>>): string {
  const { accepted, corrected, unchanged, refused } = report;
  return `${issuer.name}: ${accepted} new gigs, ${corrected} corrected, ${unchanged} known, ${refused.length} lines refused.`;
}
