/** `kluscv revoke CREDENTIAL`: withdraw for good, suspend, or lift a suspension. */
import { type Command, Option } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { changeCredentialStatus } from '../../issuer/status/change-credential-status.ts';
import { ReasonCode } from '../../issuer/status/reason-codes.ts';
import { print } from '../print.ts';
import { cliActor, withIssuer } from '../with-issuer.ts';

type Options = { suspend?: true; lift?: true; reasonCode?: string; reason?: string };

/** Adds the command to the program. */
export function register(program: Command): void {
  program
    .command('revoke')
    .description('withdraw an issued credential or paper for good')
    .argument('<credential>', 'its id, as "kluscv issue" printed it or the list of issued credentials has it')
    .option('--suspend', 'only until further notice')
    .option('--lift', 'end a suspension')
    .addOption(new Option('--reason-code <code>', 'for your own books').choices(ReasonCode.options))
    .option('--reason <text>', 'for your own books; published nowhere')
    .addHelpText(
      'after',
      `
Verifiers see it within seconds. Withdrawing is final: what was withdrawn cannot be made valid again.

Exit code 1 when there is no such credential, or it was withdrawn before and something else is asked now.`,
    )
    .action(async (credentialId: string, { suspend, lift, reasonCode, reason }: Options) => {
      if (suspend && lift) throw new KlusCVError('invalid_request', 'Either --suspend or --lift.');
      const status = suspend ? 'suspended' : lift ? 'active' : 'revoked';
      const change = {
        credentialId,
        status,
        ...(reasonCode === undefined ? {} : { reasonCode }),
        ...(reason === undefined ? {} : { reason }),
        actor: cliActor,
      } as const;
      await withIssuer((deps) => changeCredentialStatus(deps, change));
      print(program, { credentialId, status }, () => [`${credentialId} is ${status}.`]);
    });
}
