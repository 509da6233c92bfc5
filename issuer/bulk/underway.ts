/** Chunks that are being signed ahead, in their order: what is signed of them is kept, and what failed is told in its turn. */
import type { ChunkSigner } from './issue-all.ts';
import type { ChunkOrder, SignedChunk } from './sign-chunk.ts';

export type Underway = {
  readonly order: ChunkOrder;
  readonly signed: Promise<SignedChunk>;
  state: 'underway' | 'signed' | 'failed';
  /** When it is one of the others. */
  readonly settled: Promise<void>;
};

/** What failed is told when its turn comes. */
export function beginChunk(order: ChunkOrder, signer: ChunkSigner): Underway {
  const signed = (async () => signer.sign(order))();
  const settle = (state: Underway['state']) => (): void => {
    chunk.state = state;
  };
  const settled = signed.then(settle('signed'), settle('failed'));
  const chunk: Underway = { order, signed, state: 'underway', settled };
  return chunk;
}

/** The first ones that are signed, when they are worth a transaction or there is nothing to wait for; one that failed goes alone. */
export function takeSigned(
  underway: Underway[],
  { enough, most }: { readonly enough: number; readonly most: number },
): Underway[] {
  const other = underway.findIndex(({ state }) => state !== 'signed');
  const signed = Math.min(other === -1 ? underway.length : other, most);
  if (signed === 0 && underway[0]?.state === 'failed') return underway.splice(0, 1);
  return signed >= enough || underway[signed]?.state !== 'underway' ? underway.splice(0, signed) : [];
}
