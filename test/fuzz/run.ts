/** The loop: a target by chance, a mutation by chance, a check, and what came of it. */
import { createGenuine } from './genuine.ts';
import { createRandom } from './random.ts';
import type { Attempt, Checked } from './target.ts';
import { createTargets, printable } from './targets.ts';

export type Finding = {
  /** Begin with this seed, and the first case makes the same mutation. */
  readonly seed: number;
  readonly target: string;
  readonly steps: readonly string[];
  readonly what: string;
  readonly input: string;
};

export type Case = Pick<Finding, 'seed' | 'target' | 'steps' | 'input'>;

export type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

export type FuzzResult = {
  readonly cases: number;
  /** By target, then by outcome. */
  readonly counts: Counts;
  readonly findings: readonly Finding[];
  readonly slowest: { readonly milliseconds: number } & Partial<Pick<Case, 'seed' | 'target'>>;
};

export type FuzzOptions = {
  readonly seed: number;
  /** Whichever comes first. */
  readonly limit: { readonly milliseconds: number; readonly cases?: number };
  /** A check that takes more processor time is a finding: the machine may be busy with other things. */
  readonly slowMilliseconds: number;
  /** Told before each check, so that one which never ends can be named. */
  readonly onCase?: (one: Case) => void;
};

const enough = 20;

const checkSafely = async (attempt: Attempt): Promise<Checked> => {
  try {
    return await attempt.check();
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { outcome: 'exception', breach: `exception: ${what}` };
  }
};

/** Runs until the limit or twenty findings. Throws when something genuine is not found to be valid. */
export const fuzz = async ({ seed, limit, slowMilliseconds, onCase }: FuzzOptions): Promise<FuzzResult> => {
  const { targets, close } = await createTargets(await createGenuine());
  const counts = new Map<string, Map<string, number>>();
  const findings: Finding[] = [];
  let slowest: FuzzResult['slowest'] = { milliseconds: 0 };
  let cases = 0;
  const end = performance.now() + limit.milliseconds;
  while (
    performance.now() < end &&
    cases < (limit.cases ?? Number.POSITIVE_INFINITY) &&
    findings.length < enough
  ) {
    const caseSeed = (seed + cases) >>> 0;
    const random = createRandom(caseSeed);
    const attempt = random.pick(targets)(random);
    const { target, steps } = attempt;
    const named: Case = { seed: caseSeed, target, steps, input: printable(attempt.input) };
    onCase?.(named);
    const begin = process.cpuUsage();
    const { outcome, breach } = await checkSafely(attempt);
    const used = process.cpuUsage(begin);
    const milliseconds = (used.user + used.system) / 1_000;
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, seed: caseSeed, target };
    if (breach !== undefined) findings.push({ ...named, what: breach });
    if (milliseconds > slowMilliseconds)
      findings.push({ ...named, what: `took ${Math.round(milliseconds)} ms` });
    const ofTarget = counts.get(target) ?? new Map<string, number>();
    counts.set(target, ofTarget.set(outcome, (ofTarget.get(outcome) ?? 0) + 1));
    cases += 1;
  }
  await close();
  return { cases, counts, findings, slowest };
};
