/** Calls as a careful client makes them: what did not get through is tried again, for a while; anything else is an answer. */

export type CallCounts = {
  answered: number;
  /** Tries that got no answer, or one that said "try again". */
  again: number;
  /** Answers that say that something went wrong on our side: there must be none. */
  readonly failures: string[];
  /** Milliseconds from the first try to the answer. */
  readonly waits: number[];
  /** What took longer than five seconds, with what each try came to. */
  readonly slow: string[];
};

export const createCounts = (): CallCounts => ({ answered: 0, again: 0, failures: [], waits: [], slow: [] });

/** The balancer's own answer for a replica that broke off, and ours for a database that is away. */
const triedAgain = new Set([502, 503]);
const giveUpAfterMs = 60_000;
const pauseMs = 150;

export type Caller = (url: string, init?: RequestInit) => Promise<Response>;

/** @throws when nothing answered for a minute */
export const createCaller =
  (counts: CallCounts): Caller =>
  async (url, init) => {
    const begin = performance.now();
    const tries: string[] = [];
    for (;;) {
      const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(20_000) }).then(
        async (response) => new Response(await response.arrayBuffer(), response),
        (error: unknown) => {
          tries.push(error instanceof Error ? error.name : String(error));
          return undefined;
        },
      );
      if (answer !== undefined) tries.push(String(answer.status));
      if (answer !== undefined && !triedAgain.has(answer.status)) {
        counts.answered += 1;
        const waited = performance.now() - begin;
        counts.waits.push(waited);
        if (waited > 5_000)
          counts.slow.push(`${Math.round(waited)} ms ${new URL(url).pathname}: ${describe(tries)}`);
        if (answer.status >= 500)
          counts.failures.push(`${init?.method ?? 'GET'} ${new URL(url).pathname}: ${answer.status}`);
        return answer;
      }
      counts.again += 1;
      if (performance.now() - begin > giveUpAfterMs) throw new Error(`No answer from ${url} for a minute.`);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };

/** How often each thing came, the last one at the end. */
function describe(tries: readonly string[]): string {
  const times = new Map<string, number>();
  for (const what of tries.slice(0, -1)) times.set(what, (times.get(what) ?? 0) + 1);
  return [...times]
    .map(([what, count]) => `${count} × ${what}`)
    .concat(tries.at(-1) ?? '')
    .join(', ');
}
