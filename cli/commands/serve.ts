import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { IssuerConfig } from '../../issuer/config.ts';
import { startIssuer } from '../../issuer/main.ts';
import { isLoopbackHttp, readConfig } from '../../server/index.ts';
import { VerifierConfig } from '../../verifier/config.ts';
import { startVerifier } from '../../verifier/main.ts';
import { untilStopped } from '../until-stopped.ts';
import { buildPages } from './build.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** `kluscv serve issuer|verifier`: one service from its environment variables, as in production. */
export function register(program: Command): void {
  const serve = program
    .command('serve')
    .description('start one service from its settings (docs/configuration.md)');
  serve
    .command('issuer')
    .description('start the issuer of one platform')
    .addOption(new Option('--no-build', 'do not build the page when it is not there'))
    .action(async (options: { build: boolean }) => {
      const config = readConfig(IssuerConfig, withSecret(process.env, process.env.KLUSCV_ISSUER_URL));
      if (options.build) await buildPages({ only: ['issuer'] });
      const issuer = await startIssuer(config);
      console.log(`The issuer of ${issuer.name} is on ${issuer.url} (${issuer.did}).`);
      await untilStopped(issuer.close);
    });
  serve
    .command('verifier')
    .description('start a verifier')
    .addOption(new Option('--no-build', 'do not build the page when it is not there'))
    .action(async (options: { build: boolean }) => {
      const config = readConfig(VerifierConfig, withSecret(process.env, process.env.KLUSCV_VERIFIER_URL));
      if (options.build) await buildPages({ only: ['verifier'] });
      const verifier = await startVerifier(config);
      console.log(`The verifier is on ${verifier.url}.`);
      await untilStopped(verifier.close);
    });
}

/** On this machine only, a missing secret is made and kept beside the database; anywhere else it must be given. */
function withSecret(env: Environment, url: string | undefined): Environment {
  if (env.KLUSCV_KEY_SECRET || (url !== undefined && !isLoopbackHttp(url))) return env;
  const file = join('.data', 'key-secret');
  if (!existsSync(file)) {
    mkdirSync('.data', { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret === '') throw new KlusCVError('invalid_config', `${file} is empty.`);
  return { ...env, KLUSCV_KEY_SECRET: secret };
}
