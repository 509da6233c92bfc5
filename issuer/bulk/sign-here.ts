/** Signing in this very thread: for a database in memory, and where a thread died. */
import type { ChunkSigner } from './issue-all.ts';
import { type ReadingDeps, readChunk } from './read-chunk.ts';
import { type SigningDeps, signChunk } from './sign-chunk.ts';

export const signHere = (deps: ReadingDeps & SigningDeps): ChunkSigner => ({
  sign: async (order) => signChunk(deps, await readChunk(deps, order)),
  atOnce: 1,
});
