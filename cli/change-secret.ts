/** Another secret for everything that is kept under one in a database, of the issuer and of the verifier. */
import { KlusCVError } from '../core/errors.ts';
import { changeIssuerSecret } from '../issuer/keys/index.ts';
import type { KeySecrets } from '../server/key-vault.ts';
import { openStore } from '../store/index.ts';
import { changeVerifierSecret, resealRequests } from '../verifier/keys/change-secret.ts';
import { type Environment, findSecrets } from './key-secret.ts';
import { cliActor } from './with-issuer.ts';

export const services = ['issuer', 'verifier'] as const;
export type Service = (typeof services)[number];

export type SecretChange = {
  /** How many keys were under another secret, of whom; nobody's are left there. */
  readonly keys: Readonly<Partial<Record<Service, number>>>;
  /** The same of open questions to wallets. */
  readonly questions: number;
};

/**
 * Encrypts all that is kept under KLUSCV_KEY_SECRET_PREVIOUS with KLUSCV_KEY_SECRET: the keys in one transaction, then the
 * open questions. Done twice it changes nothing more.
 * @param only whose, where issuer and verifier have different secrets and one database
 * @throws KlusCVError `invalid_config` when a secret is missing or neither opens something, `not_found` when no keys are
 *   kept there, `conflict`; nothing is changed then
 */
export async function changeSecret(env: Environment, only: readonly Service[]): Promise<SecretChange> {
  const secrets = readSecrets(env);
  const store = await openStore(env.KLUSCV_DATABASE_URL ?? 'sqlite:.data/kluscv.db');
  try {
    const given = { secrets, now: new Date(), actor: cliActor };
    const keys = await store.transact(async (stores) => {
      const changed: Partial<Record<Service, number>> = {};
      if (only.includes('issuer') && (await stores.issuerKeys.listKeys()).keys.length > 0)
        changed.issuer = await naming('issuer', () => changeIssuerSecret(stores, given));
      if (only.includes('verifier') && (await stores.verifierKeys.listNames()).length > 0)
        changed.verifier = await naming('verifier', () => changeVerifierSecret(stores, given));
      return changed;
    });
    if (Object.keys(keys).length === 0)
      throw new KlusCVError('not_found', 'No keys are kept in this database.', {
        remedy: 'Set KLUSCV_DATABASE_URL to that of the service.',
      });
    const questions = keys.verifier === undefined ? 0 : await resealRequests(store.requests, secrets);
    // What stood there under the old one goes from the database's side files too.
    await store.scrub();
    return { keys, questions };
  } finally {
    await store.close();
  }
}

function readSecrets(env: Environment): KeySecrets {
  const secrets = findSecrets(env);
  const [newest, ...before] = secrets ?? [];
  if (newest === undefined || before.length === 0)
    throw new KlusCVError(
      'invalid_config',
      'KLUSCV_KEY_SECRET must be the new secret, and KLUSCV_KEY_SECRET_PREVIOUS the one until now.',
      { remedy: 'docs/operate/keys.md says in which order services and this command get them.' },
    );
  if (secrets === undefined || before.some((secret) => Buffer.from(secret).equals(newest)))
    throw new KlusCVError(
      'invalid_config',
      'KLUSCV_KEY_SECRET and KLUSCV_KEY_SECRET_PREVIOUS are the same.',
      {
        remedy: 'Make a new secret with: openssl rand 32 | basenc --base64url | tr -d =',
      },
    );
  return secrets;
}

/** Of two services on one database one may have a secret of its own. */
async function naming<T>(service: Service, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof KlusCVError) || cause.code !== 'invalid_config') throw cause;
    throw new KlusCVError(
      'invalid_config',
      `The ${service}'s keys open with neither secret. Nothing was changed.`,
      {
        cause,
        remedy: `Give the secret that they were made with. When the ${service} has one of its own, say "--service" with the other.`,
      },
    );
  }
}
