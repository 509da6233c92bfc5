/** One PostgreSQL that waits for its disk, a platform's records in it, a fleet, and balancers without memory before it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importExport } from '../../cli/demo/import-export.ts';
import { layOutDemo } from '../../cli/demo/layout.ts';
import { loadOrCreateSecrets } from '../../cli/demo/secrets.ts';
import { projectRoot } from '../../cli/demo/services.ts';
import { writeTrustList } from '../../cli/demo/write-trust-list.ts';
import { KlusCVError } from '../../core/errors.ts';
import { publicJwkFrom } from '../../core/keys/index.ts';
import { IssuerConfig } from '../../issuer/config.ts';
import { type ChangeDeps, rotateKeys } from '../../issuer/keys/index.ts';
import { openIssuer } from '../../issuer/main.ts';
import { readConfig } from '../../server/index.ts';
import { parseKeySecrets } from '../../server/key-vault.ts';
import { startPostgres, type TestPostgres } from '../postgres/index.ts';
import { startBalancer } from '../replicas/balance.ts';
import { freePort } from '../verifier/free-port.ts';
import { type Fleet, startFleet } from './fleet.ts';

export type Scene = {
  readonly postgres: TestPostgres;
  readonly databaseUrl: string;
  readonly fleet: Fleet;
  readonly issuer: { readonly url: string; readonly apiKey: string; readonly ports: readonly number[] };
  readonly verifier: { readonly url: string; readonly apiKey: string };
  /** New keys for the issuer, as an operator makes them; false when the database was away, or somebody was faster. */
  readonly rotateKeys: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

export async function startScene(sizes: { issuers: number; verifiers: number }): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'kluscv-scale-'));
  const closing: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).toReversed()) await end();
  };
  try {
    const postgres = await startPostgres({ durable: true });
    closing.push(postgres.stop);
    const databaseUrl = await postgres.createDatabase();
    const [issuerGate, verifierGate] = [await startBalancer(), await startBalancer()];
    closing.push(issuerGate.close, verifierGate.close);
    const layout = layOutDemo({ portBase: 4100, dataDir: folder, root: projectRoot });
    const [platform] = layout.issuers;
    if (platform === undefined) throw new Error('The demo has no platform.');
    const secrets = loadOrCreateSecrets(layout.secretsFile, 1);
    const apiKey = secrets.issuerApiKeys[0] ?? '';
    const shared = {
      KLUSCV_DATABASE_URL: databaseUrl,
      KLUSCV_KEY_SECRET: secrets.keySecret,
      KLUSCV_CALLS_PER_MINUTE: '1000000',
      KLUSCV_LOG_LEVEL: 'silent',
    };
    const issuerEnv = {
      ...shared,
      KLUSCV_ISSUER_URL: issuerGate.url,
      KLUSCV_ISSUER_NAME: platform.name,
      KLUSCV_API_KEY: apiKey,
      KLUSCV_KEY_CALLS_PER_MINUTE: '1000000',
      KLUSCV_MAPPINGS: join(projectRoot, 'examples', 'mappings'),
      KLUSCV_VERIFIER_URL: verifierGate.url,
    };
    await importExport({ ...platform, databaseUrl }, secrets.keySecret, new Date());
    const { deps, close: closeIssuer } = await openIssuer(readConfig(IssuerConfig, issuerEnv));
    closing.push(closeIssuer);
    const keys = deps.keys.known();
    const listed = {
      name: platform.name,
      kvkNumber: platform.kvkNumber,
      url: issuerGate.url,
      did: keys.did,
      otherDids: [],
      certificateAnchors: [...keys.certificateAnchors],
      from: '2026-01-01',
    };
    await writeTrustList(layout.trustListFile, { platforms: [listed], verifiers: [] }, secrets, new Date());
    const ports = async (count: number): Promise<number[]> =>
      Promise.all(Array.from({ length: count }, () => freePort()));
    const [issuerPorts, verifierPorts] = [await ports(sizes.issuers), await ports(sizes.verifiers)];
    const fleet = startFleet([
      ...issuerPorts.map((port) => ({
        service: 'issuer' as const,
        port,
        env: { ...issuerEnv, KLUSCV_ISSUER_PORT: String(port) },
      })),
      ...verifierPorts.map((port, index) => ({
        service: 'verifier' as const,
        port,
        env: {
          ...shared,
          KLUSCV_VERIFIER_URL: verifierGate.url,
          KLUSCV_VERIFIER_PORT: String(port),
          KLUSCV_API_KEY: secrets.verifierApiKey,
          KLUSCV_TRUST_LIST: layout.trustListFile,
          KLUSCV_TRUST_LIST_COPY: join(folder, `trust-list-${index}.jwt`),
          KLUSCV_SCHEME_KEY: JSON.stringify(publicJwkFrom(secrets.schemeKey)),
        },
      })),
    ]);
    closing.push(fleet.stop);
    issuerGate.route(issuerPorts);
    verifierGate.route(verifierPorts);
    await fleet.ready();
    return {
      postgres,
      databaseUrl,
      fleet,
      issuer: { url: issuerGate.url, apiKey, ports: issuerPorts },
      verifier: { url: verifierGate.url, apiKey: secrets.verifierApiKey },
      rotateKeys: () => rotate({ ...deps, secrets: parseKeySecrets(secrets.keySecret) }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function rotate(deps: ChangeDeps): Promise<boolean> {
  try {
    await rotateKeys(deps, { purposes: ['p256', 'ed25519'], actor: 'cli' });
    return true;
  } catch (error) {
    if (error instanceof KlusCVError && (error.code === 'unavailable' || error.code === 'conflict'))
      return false;
    throw error;
  }
}
