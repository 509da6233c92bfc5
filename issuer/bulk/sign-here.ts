/** Signing in this very thread, with turns for all else that it does in between. */
import { setImmediate } from 'node:timers/promises';
import type { IssuerDeps } from '../deps.ts';
import type { ChunkSigner } from './issue-all.ts';
import { release } from './line-room.ts';
import { type ReadingDeps, readChunk } from './read-chunk.ts';
import { type KnownChunk, type SignedChunk, type SigningDeps, signChunk } from './sign-chunk.ts';

export type HereDeps = ReadingDeps & Omit<SigningDeps, 'keys' | 'pause'> & Pick<IssuerDeps, 'keys'>;

/** Signs what was read. */
export async function signKnownHere(deps: HereDeps, chunk: KnownChunk): Promise<SignedChunk> {
  const signed = await signChunk({ ...deps, keys: deps.keys.known(), pause: () => setImmediate() }, chunk);
  release(chunk.gigs);
  return signed;
}

export const signHere = (deps: HereDeps): ChunkSigner => ({
  sign: async (order) => signKnownHere(deps, await readChunk(deps, order)),
  atOnce: 1,
  isFree: true,
});
