/** `kluscv backup` and `kluscv restore`: everything that is kept, in one file, as it stands at one moment. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Command } from 'commander';
import { KlusCVError } from '../../core/errors.ts';
import { type BackupSummary, backupStore, restoreStore } from '../../store/index.ts';
import { print } from '../print.ts';

/** Adds the commands to the program. */
export function register(program: Command): void {
  program
    .command('backup')
    .description('write everything that is kept to a new file, while services go on working')
    .argument('<file>', 'where to; must not be there yet, and only its owner may read it')
    .addHelpText(
      'after',
      `
The file holds names and figures of workers. Its signing keys stay encrypted: keep KLUSCV_KEY_SECRET too, but elsewhere.`,
    )
    .action(async (file: string) => {
      const summary = await writeBackup(file);
      print(program, summary, () => [`${describe(summary)} written to ${file}.`]);
    });

  program
    .command('restore')
    .description('fill an empty store with what a backup holds, whichever engine it came from')
    .argument('<file>', 'a backup')
    .action(async (file: string) => {
      if (!existsSync(file)) throw new KlusCVError('not_found', `There is no file ${file}.`);
      const summary = await restoreStore(databaseUrl(), createReadStream(file));
      print(program, summary, () => [`${describe(summary)} restored from ${file}.`]);
    });
}

const databaseUrl = (): string => process.env.KLUSCV_DATABASE_URL ?? 'sqlite:.data/kluscv.db';

/** Written beside its place and moved there, so that half a backup never looks like one. */
async function writeBackup(file: string): Promise<BackupSummary> {
  if (existsSync(file))
    throw new KlusCVError('conflict', `There is a file ${file} already.`, {
      remedy: 'Give a name that is not taken: a backup never writes over another one.',
    });
  const beside = `${file}.${process.pid}.part`;
  try {
    const to = createWriteStream(beside, { flags: 'wx', mode: 0o600, flush: true });
    const summary = await backupStore(databaseUrl(), to, new Date());
    await rename(beside, file);
    return summary;
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

const describe = ({ rows, tables }: BackupSummary): string =>
  `${rows} rows of ${Object.keys(tables).length} tables`;
