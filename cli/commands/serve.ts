import { type Command, Option } from 'commander';
import { IssuerConfig } from '../../issuer/config.ts';
import { startIssuer } from '../../issuer/main.ts';
import { readConfig } from '../../server/index.ts';
import { VerifierConfig } from '../../verifier/config.ts';
import { startVerifier } from '../../verifier/main.ts';
import { withSecret } from '../key-secret.ts';
import { untilStopped } from '../until-stopped.ts';
import { buildPages } from './build.ts';

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
      if (options.build) await buildPages({ only: ['verifier', 'button'] });
      const verifier = await startVerifier(config);
      console.log(`The verifier is on ${verifier.url}.`);
      await untilStopped(verifier.close);
    });
}
