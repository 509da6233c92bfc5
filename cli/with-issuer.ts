/** The issuer behind a command: its store, keys and settings, opened and closed again, without listening. */
import { fileURLToPath } from 'node:url';
import { KlusCVError } from '../core/errors.ts';
import { IssuerConfig } from '../issuer/config.ts';
import type { IssuerDeps } from '../issuer/deps.ts';
import { namesAddress } from '../issuer/keys/certify.ts';
import { keysFor } from '../issuer/keys/stored-keys.ts';
import { openIssuer } from '../issuer/main.ts';
import { type KeySecrets, parseKeySecrets } from '../server/key-vault.ts';
import { readConfig } from '../server/read-config.ts';
import { openStore } from '../store/index.ts';
import { type Environment, withSecret } from './key-secret.ts';

/** These are there wherever the command is called. */
const exampleMappings = fileURLToPath(new URL('../examples/mappings/', import.meta.url));

/** As audit entries name whoever works on the command line. */
export const cliActor = 'cli';

/**
 * Runs `work` with the issuer of KLUSCV_DATABASE_URL, and what opens its keys. Its address and name are those in its certificate when the
 * environment does not say them.
 * @param options.mappings false where no mapping is asked for by name: reading them takes a moment
 * @throws KlusCVError `invalid_config` when the environment names another address than the issuer was started with:
 *   working under a wrong one would replace its certificate
 */
export async function withIssuer<T>(
  work: (deps: IssuerDeps, vault: { readonly secrets: KeySecrets }) => Promise<T>,
  { mappings = true }: { readonly mappings?: boolean } = {},
): Promise<T> {
  const env = await withKnownNames(process.env);
  const config = readConfig(IssuerConfig, {
    KLUSCV_MAPPINGS: exampleMappings,
    ...withSecret(env, env.KLUSCV_ISSUER_URL),
  });
  const { deps, close } = await openIssuer({
    ...config,
    logLevel: 'silent',
    ...(mappings ? {} : { mappingsFolder: undefined }),
  });
  try {
    return await work(deps, { secrets: parseKeySecrets(config.keySecret, config.keySecretsBefore) });
  } finally {
    await close();
  }
}

async function withKnownNames(env: Environment): Promise<Environment> {
  const store = await openStore(env.KLUSCV_DATABASE_URL ?? 'sqlite:.data/kluscv.db');
  const { keys } = await store.issuerKeys.listKeys().finally(() => store.close());
  // A root has a certificate too, for itself.
  const certificate = keysFor(keys, 'p256').find(({ state }) => state === 'active')?.x5c?.[0];
  if (certificate === undefined) return env;
  const { KLUSCV_ISSUER_URL: given, KLUSCV_ISSUER_NAME: name } = env;
  if (given && name && namesAddress(certificate, given.replace(/\/+$/, ''))) return env;
  const { parseLeaf } = await import('../core/keys/certificates.ts');
  const leaf = await parseLeaf([certificate]);
  const [url] = leaf?.uris ?? [];
  if (leaf === undefined || url === undefined) return env;
  if (env.KLUSCV_ISSUER_URL && env.KLUSCV_ISSUER_URL.replace(/\/+$/, '') !== url)
    throw new KlusCVError('invalid_config', `KLUSCV_ISSUER_URL: the issuer of this store is ${url}.`, {
      remedy: 'Leave the setting out, or start the service at the new address first.',
    });
  return {
    ...env,
    KLUSCV_ISSUER_URL: url,
    KLUSCV_ISSUER_NAME: env.KLUSCV_ISSUER_NAME ?? leaf.subjectCommonName,
  };
}
