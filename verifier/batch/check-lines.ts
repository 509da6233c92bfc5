/** Checks lines as they come, a group at a time, and gives the answers in the order of the lines. */
import type { Outcome } from '../../core/verify/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { type ContextDeps, createContext } from '../report/create-context.ts';
import { checkLine, couldNotCheck } from './check-line.ts';
import { groupLines, type LineGroup } from './group-lines.ts';
import { inOrder } from './in-order.ts';
import type { Line } from './read-lines.ts';

/** Most lines that one call checks. */
export const mostLines = 100_000;

/** The answers to some lines that follow each other. */
export type Answers = {
  /** NDJSON, a `CheckedLine` for each. */
  readonly text: string;
  readonly outcomes: readonly Outcome[];
};

export type CheckGroup = (group: LineGroup, withReport: boolean) => Promise<Answers>;

/** Threads that check, and how many groups are worth having with them at once. */
export type LineCheckers = { readonly check: CheckGroup; readonly atOnce: number };

type Options = {
  /** Lines before this one were answered in an earlier call and are passed over. */
  readonly fromLine: number;
  readonly withReport: boolean;
  /** `mostLines` unless a test has its own. */
  readonly limit?: number;
};

type Deps = ContextDeps & Pick<VerifierDeps, 'log'>;

/**
 * Answers for all lines, in order. Ends after `mostLines` lines with an answer `too_large` for the next one, from which
 * another call goes on.
 *
 * @param checkers threads; the first group is checked here all the same, for a short call is over before they are awake
 */
export async function* checkLines(
  lines: AsyncIterable<Line>,
  deps: Deps & { readonly checkers?: LineCheckers | undefined },
  { fromLine, withReport, limit = mostLines }: Options,
): AsyncGenerator<Answers, void, undefined> {
  const { checkers } = deps;
  const excess: { line?: number } = {};
  let groups = 0;
  const check = (group: LineGroup): Promise<Answers> => {
    groups += 1;
    return checkers === undefined || groups === 1
      ? checkHere(group, withReport, deps)
      : checkers.check(group, withReport);
  };
  const wanted = upTo(limit, fromLine, lines, (line) => {
    excess.line = line;
  });
  yield* inOrder(groupLines(wanted), check, checkers?.atOnce ?? 2);
  if (excess.line !== undefined) yield answer([{ ...couldNotCheck(excess.line), code: 'too_large' }]);
}

/** The lines from `fromLine` on, and no more than so many. */
async function* upTo(
  limit: number,
  fromLine: number,
  lines: AsyncIterable<Line>,
  onExcess: (line: number) => void,
): AsyncGenerator<Line, void, undefined> {
  let count = 0;
  for await (const line of lines) {
    if (line.number < fromLine) continue;
    count += 1;
    if (count > limit) {
      onExcess(line.number);
      return;
    }
    yield line;
  }
}

/** Checks a group in this very thread, at one moment. */
export async function checkHere(group: LineGroup, withReport: boolean, deps: Deps): Promise<Answers> {
  const context = await createContext(deps);
  const { log } = deps;
  return answer(await Promise.all(group.map((line) => checkLine(line, { context, withReport, log }))));
}

/** The answers as they go out. */
export const answer = (checked: Awaited<ReturnType<typeof checkLine>>[]): Answers => ({
  text: checked.map((line) => `${JSON.stringify(line)}\n`).join(''),
  outcomes: checked.map(({ outcome }) => outcome),
});
