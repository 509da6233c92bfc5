/** `kluscv verifier-keys`: the keys of programs that call this verifier. */
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { openStore, type Store } from '../../store/index.ts';
import { createVerifierKey, parseScopes, revokeVerifierKey, scopes } from '../../verifier/access/index.ts';
import { describeKey, parseCount } from '../key-options.ts';
import { collect, print } from '../print.ts';

type NewKey = { scope: string[]; expiresInDays?: string; callsPerMinute?: string };
const dayMs = 86_400_000;
const actor = 'cli';
const clock = (): Date => new Date();

/** Adds the commands to the program. */
export function register(program: Command): void {
  const keys = program
    .command('verifier-keys')
    .description('make, list and withdraw the keys of programs that call the verifier');

  keys
    .command('list', { isDefault: true })
    .description('list all keys, also those of the past')
    .action(async () => {
      const apiKeys = await withStore((store) => store.verifierApiKeys.listApiKeys());
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
  kluscv verifier-keys create "mortgage desk" --scope ask:lender,read --expires-in-days 365`,
    )
    .action(async (name: string, given: NewKey) => {
      const known = parseScopes(given.scope);
      if (!known) throw new KlusCVError('invalid_request', `--scope: one or more of ${scopes.join(', ')}.`);
      const days = parseCount('--expires-in-days', given.expiresInDays, 3_650);
      const callsPerMinute = parseCount('--calls-per-minute', given.callsPerMinute, 1_000_000);
      const wanted = {
        name,
        scopes: [...known],
        ...(callsPerMinute === undefined ? {} : { callsPerMinute }),
        ...(days === undefined ? {} : { expiresAt: new Date(clock().getTime() + days * dayMs) }),
      };
      const key = await withStore(({ transact }) =>
        createVerifierKey({ transact, clock, crypto: nodeCrypto }, wanted, actor),
      );
      print(program, key, ({ keyId, apiKey }) => [apiKey, `Id: ${keyId}. Nobody can show this key again.`]);
    });

  keys
    .command('revoke')
    .description('withdraw a key at once')
    .argument('<id>', 'its id, as the list has it')
    .action(async (keyId: string) => {
      if (!(await withStore(({ transact }) => revokeVerifierKey({ transact, clock }, keyId, actor))))
        throw new KlusCVError('not_found', 'There is no such key that can still be used.');
      print(program, { keyId, state: 'withdrawn' }, () => [`${keyId} does not work any more.`]);
    });
}

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(process.env.KLUSCV_DATABASE_URL ?? 'sqlite:.data/kluscv.db');
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
