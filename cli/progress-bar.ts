/** A progress bar on standard error, so that results on standard output stay clean; silent where nobody watches. */
import { SingleBar } from 'cli-progress';

export type ProgressBar = { readonly update: (done: number) => void; readonly stop: () => void };

export function createProgressBar(title: string, total: number): ProgressBar {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar({
    stream: process.stderr,
    format: `${title} {bar} {percentage}% | {eta} s left`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(Math.max(total, 1), 0);
  return { update: (done) => bar.update(Math.min(done, total)), stop: () => bar.stop() };
}
