import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KlusCVError } from '../core/errors.ts';
import { type KeySecrets, parseKeySecrets } from '../server/key-vault.ts';
import { isLoopbackHttp } from '../server/read-config.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const file = join('.data', 'key-secret');

/** The secret of the environment, or the one that was made on this machine before; undefined when there is neither. */
export function findSecret(env: Environment): string | undefined {
  if (env.KLUSCV_KEY_SECRET) return env.KLUSCV_KEY_SECRET;
  if (!existsSync(file)) return undefined;
  const secret = readFileSync(file, 'utf8').trim();
  if (secret === '') throw new KlusCVError('invalid_config', `${file} is empty.`);
  return secret;
}

/** The same with those from before it, as they are configured. */
export function findSecrets(env: Environment): KeySecrets | undefined {
  const secret = findSecret(env);
  return secret === undefined ? undefined : parseKeySecrets(secret, env.KLUSCV_KEY_SECRET_PREVIOUS);
}

/** On this machine only, a missing secret is made and kept beside the database; anywhere else it must be given. */
export function withSecret(env: Environment, url: string | undefined): Environment {
  if (env.KLUSCV_KEY_SECRET || (url !== undefined && !isLoopbackHttp(url))) return env;
  if (!existsSync(file)) {
    mkdirSync('.data', { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  }
  return { ...env, KLUSCV_KEY_SECRET: findSecret(env) };
}
