/** Signing in this very thread: for a database in memory, and where a thread died. */
import type { IssuerDeps } from '../deps.ts';
import type { ChunkSigner } from './issue-all.ts';
import { type ReadingDeps, readChunk } from './read-chunk.ts';
import { type SigningDeps, signChunk } from './sign-chunk.ts';

export const signHere = (
  deps: ReadingDeps & Omit<SigningDeps, 'keys'> & Pick<IssuerDeps, 'keys'>,
): ChunkSigner => ({
  sign: async (order) => {
    const chunk = await readChunk(deps, order);
    return signChunk({ ...deps, keys: deps.keys.known() }, chunk);
  },
  atOnce: 1,
  isFree: true,
});
