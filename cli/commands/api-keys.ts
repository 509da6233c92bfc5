/** `kluscv api-keys`: the keys of the platform's own systems. */
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { createApiKey, parseScopes, revokeApiKey, scopes } from '../../issuer/access/index.ts';
import { describeKey, parseCount } from '../key-options.ts';
import { collect, print } from '../print.ts';
import { cliActor, withIssuer } from '../with-issuer.ts';

type NewKey = { scope: string[]; expiresInDays?: string; callsPerMinute?: string };
const dayMs = 86_400_000;

/** Adds the commands to the program. */
export function register(program: Command): void {
  const keys = program
    .command('api-keys')
    .description("make, list and withdraw the keys of the platform's own systems");

  keys
    .command('list', { isDefault: true })
    .description('list all keys, also those of the past')
    .action(async () => {
      const apiKeys = await withIssuer(({ store }) => store.apiKeys.listApiKeys());
      print(program, { apiKeys }, ({ apiKeys: all }) =>
        all.length === 0 ? ['No keys but those of KLUSCV_API_KEY.'] : all.map(describeKey),
      );
    });

  keys
    .command('create')
    .description('make a key; it is shown this once')
    .argument('<name>', 'what it is for')
    .requiredOption('--scope <scopes>', `what it may do, with commas between: ${scopes.join(', ')}`, collect)
    .option('--expires-in-days <days>', 'stop working after this many days')
    .option('--calls-per-minute <calls>', 'a limit of its own')
    .addHelpText(
      'after',
      `
  kluscv api-keys create "nightly import" --scope ingest --expires-in-days 365`,
    )
    .action(async (name: string, given: NewKey) => {
      const known = parseScopes(given.scope);
      if (!known) throw new KlusCVError('invalid_request', `--scope: one or more of ${scopes.join(', ')}.`);
      const days = parseCount('--expires-in-days', given.expiresInDays, 3_650);
      const callsPerMinute = parseCount('--calls-per-minute', given.callsPerMinute, 1_000_000);
      const key = await withIssuer((deps) =>
        createApiKey(
          deps,
          {
            name,
            scopes: known,
            ...(callsPerMinute === undefined ? {} : { callsPerMinute }),
            ...(days === undefined ? {} : { expiresAt: new Date(deps.clock().getTime() + days * dayMs) }),
          },
          cliActor,
        ),
      );
      print(program, key, ({ keyId, apiKey }) => [apiKey, `Id: ${keyId}. Nobody can show this key again.`]);
    });

  keys
    .command('revoke')
    .description('withdraw a key at once')
    .argument('<id>', 'its id, as the list has it')
    .action(async (keyId: string) => {
      if (!(await withIssuer((deps) => revokeApiKey(deps, keyId, cliActor))))
        throw new KlusCVError('not_found', 'There is no such key that can still be used.');
      print(program, { keyId, state: 'withdrawn' }, () => [`${keyId} does not work any more.`]);
    });
}
