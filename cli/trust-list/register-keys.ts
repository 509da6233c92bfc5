/** `trust-list key`, `create`, `sign`, `rotate`: everything that has to do with who signs. */
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { SchemeKeys, schemeName } from '../../core/trust/index.ts';
import { collect, print } from '../print.ts';
import { type FolderOption, folderOption, parseCount } from './command-parts.ts';
import { describeChanges } from './diff-lists.ts';
import { createDraft } from './draft.ts';
import { createKeyFile, openKeyFile, readPublicKey } from './key-file.ts';
import { readPassphrase } from './read-passphrase.ts';
import { rotateKeys } from './rotate-keys.ts';
import { openSchemeFolder } from './scheme-folder.ts';
import { signDraft } from './sign-draft.ts';

const readKeys = (files: readonly string[], threshold: string | undefined): SchemeKeys => {
  const keys = files.map(readPublicKey);
  const parsed = SchemeKeys.safeParse({
    keys,
    threshold: threshold === undefined ? keys.length : parseCount('--threshold', threshold, 5),
  });
  if (parsed.success) return parsed.data;
  throw new KlusCVError(
    'invalid_request',
    `The keys do not go together: ${parsed.error.issues[0]?.message}.`,
    {
      remedy: 'Name each key once, and no more signatures than keys.',
    },
  );
};

/** Adds the commands to `trust-list`. */
export function registerKeyCommands(trustList: Command, program: Command): void {
  trustList
    .command('key')
    .description('make a key of the scheme, in a file that only a passphrase opens')
    .argument('<file>', 'where to; nothing is overwritten')
    .addHelpText('after', '\nThe passphrase is asked, or taken from KLUSCV_SCHEME_PASSPHRASE.')
    .action(async (file: string) => {
      const publicJwk = await createKeyFile(file, await readPassphrase(process.env));
      print(program, { file, publicJwk }, () => [
        `The key is in ${file}. Keep a copy somewhere else, and the passphrase elsewhere again.`,
        `Public half: ${JSON.stringify(publicJwk)}`,
      ]);
    });

  trustList
    .command('create')
    .description('begin a list, and say whose keys sign it')
    .requiredOption('--key <files>', 'key files or public JWKs, with commas between', collect)
    .option('--threshold <number>', 'how many of them must sign; all unless told')
    .option('--scheme <name>', "whose list it is, for a list of one's own", schemeName)
    .addOption(folderOption())
    .action((given: FolderOption & { key: string[]; threshold?: string; scheme: string }) => {
      const folder = openSchemeFolder(given.folder);
      if (folder.loadText('published') !== undefined)
        throw new KlusCVError('conflict', 'There is a list in this folder already.', {
          remedy: 'Name another folder, or change the list that is there.',
        });
      const keys = readKeys(given.key, given.threshold);
      folder.storeKeys(keys);
      folder.storeDraft(createDraft(given.scheme));
      print(program, { folder: folder.path, keys }, () => [
        `A list without entries is in ${folder.path}; sign it with: kluscv trust-list sign --key FILE`,
        `Verifiers pin these keys (KLUSCV_SCHEME_KEY): ${JSON.stringify(keys)}`,
      ]);
    });

  trustList
    .command('sign')
    .description('sign the list; it is published once enough have signed')
    .requiredOption('--key <file>', 'key file of who signs')
    .option('--days <days>', 'outdated after so many days', '30')
    .addOption(folderOption())
    .action(async (given: FolderOption & { key: string; days: string }) => {
      const days = parseCount('--days', given.days, 366);
      const signer = await openKeyFile(given.key, await readPassphrase(process.env));
      const signed = await signDraft(openSchemeFolder(given.folder), { signer, now: new Date(), days });
      print(program, signed, ({ changes, version, signatures, threshold, published, nextUpdate }) => [
        ...describeChanges(changes),
        published
          ? `Version ${version} is published, and holds until ${nextUpdate}.`
          : `Version ${version} has ${signatures} of ${threshold} signatures: now somebody else must sign it.`,
      ]);
    });

  trustList
    .command('rotate')
    .description('let other keys sign from now on; the old ones must sign that')
    .requiredOption('--key <file>', 'key file of who signs now')
    .requiredOption('--to <files>', 'the keys that sign next, with commas between', collect)
    .option('--threshold <number>', 'how many of them must sign; all unless told')
    .addOption(folderOption())
    .action(async (given: FolderOption & { key: string; to: string[]; threshold?: string }) => {
      const next = readKeys(given.to, given.threshold);
      const signer = await openKeyFile(given.key, await readPassphrase(process.env));
      const rotated = await rotateKeys(openSchemeFolder(given.folder), { signer, next });
      print(program, rotated, ({ done, signatures, threshold }) => [
        done
          ? 'The new keys hold. Now sign the list with them; verifiers follow by themselves, new ones pin the new keys.'
          : `The change has ${signatures} of ${threshold} signatures: now somebody else must sign it.`,
      ]);
    });
}
