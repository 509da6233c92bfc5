/** A thread that is there, and dies over every chunk of somebody. */
export default function die({
  chunk,
}: {
  readonly chunk: { readonly workers: readonly unknown[] };
}): undefined {
  if (chunk.workers.length > 0) process.exit(1);
}
