/** The file that lines are written to: only whole lines count, and what is told to be written is on the disk. */
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KlusCVError } from '../../core/errors.ts';

export type LineFile = {
  /** The credential of the last whole line; undefined when there is none. */
  readonly lastCredentialId: string | undefined;
  /** Adds whole lines and waits until the disk has them. */
  readonly append: (pieces: readonly Uint8Array[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** For a run whose lines are kept in the store. */
export const noFile: LineFile = {
  lastCredentialId: undefined,
  append: async () => undefined,
  close: async () => undefined,
};

/** More than the longest line. */
const tailBytes = 4 * 1024 * 1024;
const lineFeed = 0x0a;

/**
 * Opens the file, made when it is not there, for nobody but its owner; half a line at its end is cut off.
 * @param options.mustBeThere whether lines were written to it before
 * @throws KlusCVError `conflict` when what stands in it is not ours, or nothing does and should
 */
export async function openLineFile(
  path: string,
  { mustBeThere }: { readonly mustBeThere: boolean },
): Promise<LineFile> {
  const file = await openForBoth(path, mustBeThere);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, tailBytes);
    const tail = Buffer.alloc(length);
    await file.read(tail, 0, length, size - length);
    const lastBreak = tail.lastIndexOf(lineFeed);
    if (size > length && lastBreak === -1) throw notOurs();
    let end = size - length + lastBreak + 1;
    await file.truncate(end);
    const lineBegin = lastBreak <= 0 ? 0 : tail.lastIndexOf(lineFeed, lastBreak - 1) + 1;
    const last = lastBreak === -1 ? undefined : credentialIdOf(tail.toString('utf8', lineBegin, lastBreak));
    return {
      lastCredentialId: last,
      append: async (pieces) => {
        for (const bytes of pieces)
          for (let written = 0; written < bytes.length; ) {
            const { bytesWritten } = await file.write(bytes, written, bytes.length - written, end);
            written += bytesWritten;
            end += bytesWritten;
          }
        await file.datasync();
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openForBoth(path: string, mustBeThere: boolean): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    if (mustBeThere)
      throw new KlusCVError('conflict', 'The file of this run is not here.', {
        remedy: 'Put the file back, or give another one and begin anew.',
      });
    await mkdir(dirname(path), { recursive: true });
    return open(path, 'wx+', 0o600);
  }
}

const notOurs = (): KlusCVError =>
  new KlusCVError('conflict', 'The file holds something else than lines of this run.', {
    remedy: 'Give another file, or take this one away.',
  });

function credentialIdOf(line: string): string {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && 'credentialId' in value)
      return String(value.credentialId);
  } catch {
    // Told below.
  }
  throw notOurs();
}
