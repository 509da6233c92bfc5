/** Threads for the lines of batches, as many as the machine has room for; they sleep away when there are none. */
import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { VerifierDeps } from '../deps.ts';
import type { ContextDeps } from '../report/create-context.ts';
import { answerThread } from './ask-main.ts';
import type { ThreadAnswers, ThreadOrder } from './check.worker.ts';
import { couldNotCheck } from './check-line.ts';
import { type Answers, answer, type CheckGroup, type LineCheckers } from './check-lines.ts';
import type { LineGroup } from './group-lines.ts';
import { type Counted, createThreadCounts } from './thread-counts.ts';

export type CheckThreads = LineCheckers & {
  /** What all threads have counted, since the start. */
  readonly counts: () => Counted;
  readonly close: () => Promise<void>;
};

const idleMs = 60_000;
/** A thread that needs more has been given something that it should not have. */
const mostMegabytes = 512;

/**
 * Starts nothing yet: the first group does.
 *
 * @param options `worker` is the program of a thread, unless a test has its own
 */
export function startCheckThreads(
  deps: ContextDeps & Pick<VerifierDeps, 'log'>,
  options: { readonly worker?: URL; readonly threads?: number } = {},
): CheckThreads {
  const threads = options.threads ?? Math.max(1, Math.min(availableParallelism(), 8));
  const pool = new Piscina<ThreadOrder, ThreadAnswers>({
    filename: (options.worker ?? new URL('./check.worker.ts', import.meta.url)).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    // Small young generations, so that a batch takes no more memory however long it is.
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes, maxYoungGenerationSizeMb: 6 },
  });
  // A thread that dies between two groups; the next group starts another.
  pool.on('error', (error) => deps.log.warn({ err: error }, 'a checking thread ended'));

  const counts = createThreadCounts(() => pool.threads.map(({ threadId }) => threadId));
  const run = async (group: LineGroup, withReport: boolean): Promise<Answers> => {
    const { port1: here, port2: port } = new MessageChannel();
    answerThread(here, deps);
    try {
      const order: ThreadOrder = {
        group,
        withReport,
        now: deps.clock().getTime(),
        verifierName: deps.name,
        logLevel: deps.log.level,
        port,
      };
      const { answers, thread, counted } = await pool.run(order, { transferList: [port] });
      counts.note(thread, counted);
      return answers;
    } finally {
      here.close();
    }
  };

  /** A thread that dies loses nothing: its lines are checked again, each by itself; one that kills again gets its answer. */
  const check: CheckGroup = async (group, withReport) => {
    try {
      return await run(group, withReport);
    } catch (error) {
      deps.log.warn({ err: error }, 'a checking thread failed; its lines are checked again');
    }
    const answers: Answers[] = [];
    for (const line of group)
      answers.push(
        await run([line], withReport).catch((error: unknown) => {
          deps.log.error({ err: error }, 'a line of a batch could not be checked');
          return answer([couldNotCheck(line.number)]);
        }),
      );
    return {
      text: answers.map(({ text }) => text).join(''),
      outcomes: answers.flatMap(({ outcomes }) => outcomes),
    };
  };

  return { check, atOnce: threads * 2, counts: counts.sum, close: () => pool.destroy() };
}
