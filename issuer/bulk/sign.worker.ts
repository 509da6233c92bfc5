/** A thread that signs. All that it needs is loaded from the compiled code that the main thread keeps, if it keeps any. */
import module from 'node:module';
import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { ThreadChunk } from './sign-in-thread.ts';

const { compiled }: { compiled?: string } = workerData;
if (compiled !== undefined) module.enableCompileCache?.(compiled);
const loaded = import('./sign-in-thread.ts');
// Told to whoever gives the first chunk.
loaded.catch(() => undefined);

export default async function sign(chunk: ThreadChunk) {
  const { signKnown } = await loaded;
  const signed = await signKnown(chunk);
  // Handed over, not copied.
  return move({ [valueSymbol]: signed, [transferableSymbol]: [signed.bytes.buffer] });
}
