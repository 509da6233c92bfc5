/** The last good list in a file, so that a verifier that starts again neither stands empty-handed nor goes back. */
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export type KeptList = {
  /** The signed text as it was kept, or undefined when there is none. */
  readonly load: () => Promise<string | undefined>;
  readonly store: (signed: string) => Promise<void>;
};

const maxBytes = 4 * 1024 * 1024;

/** A list kept in this file; written beside it first, so that there is never half a list. */
export function createKeptListFile(path: string): KeptList {
  return {
    load: async () => {
      const size = await stat(path).then(
        (found) => found.size,
        () => undefined,
      );
      return size === undefined || size > maxBytes ? undefined : readFile(path, 'utf8');
    },
    store: async (signed) => {
      await mkdir(dirname(path), { recursive: true });
      const beside = `${path}.${process.pid}.new`;
      await writeFile(beside, signed, { mode: 0o600 });
      await rename(beside, path);
    },
  };
}
