/** Signing in this very thread: for a database in memory, and where a thread died. */
import type { ChunkSigner } from './issue-all.ts';
import { type SigningDeps, signChunk } from './sign-chunk.ts';

export const signHere = (deps: SigningDeps): ChunkSigner => ({
  sign: (order) => signChunk(deps, order),
  atOnce: 1,
});
