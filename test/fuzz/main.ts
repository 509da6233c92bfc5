/** `npm run fuzz -- --minutes N [--seed S]`: exit code 0 when nothing was found, 1 when something was. */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { fuzzCanonical } from './canonical/main.ts';
import type { Case, Counts, Finding, FuzzResult } from './run.ts';
import type { WorkerData, WorkerMessage } from './worker.ts';

const slowMilliseconds = 2_000;
/** No answer for this long is taken for never: the check is given up, and named. */
const stuckMilliseconds = 60_000;
const mostShown = 4_000;

const parseOptions = (): { readonly canonical: boolean; readonly minutes: number; readonly seed: number } => {
  const { values } = parseArgs({
    options: { canonical: { type: 'boolean' }, minutes: { type: 'string' }, seed: { type: 'string' } },
  });
  const minutes = Number(values.minutes ?? '1');
  const seed = values.seed === undefined ? Date.now() % 2 ** 32 : Number(values.seed);
  if (!(minutes > 0) || !Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    console.error(
      'npm run fuzz -- [--canonical] --minutes N [--seed S], with S a whole number from 0 to 4294967295',
    );
    process.exit(2);
  }
  return { canonical: values.canonical ?? false, minutes, seed };
};

const describeCounts = (counts: Counts): readonly string[] =>
  [...counts].toSorted().map(([target, outcomes]) => {
    const each = [...outcomes].toSorted().map(([outcome, count]) => `${outcome} ${count}`);
    return `  ${target}: ${each.join(', ')}`;
  });

const describeFinding = ({ seed, target, steps, what, input }: Finding): string =>
  [
    `FOUND with seed ${seed} in ${target} (${steps.join('; ')})`,
    `  ${what}`,
    `  input, ${input.length} letters: ${input.slice(0, mostShown)}`,
  ].join('\n');

const finish = (seed: number, { cases, counts, findings, slowest }: FuzzResult): void => {
  for (const finding of findings) console.log(describeFinding(finding));
  console.log(describeCounts(counts).join('\n'));
  const named = slowest.target === undefined ? '' : ` (${slowest.target}, seed ${slowest.seed})`;
  console.log(`seed ${seed}: ${cases} cases, slowest ${Math.round(slowest.milliseconds)} ms${named}`);
  console.log(findings.length === 0 ? 'nothing found' : `${findings.length} found`);
  process.exit(findings.length === 0 ? 0 : 1);
};

const giveUp = (seed: number, cases: number, last: Case): void => {
  const what = `has not ended after ${stuckMilliseconds / 1000} s`;
  finish(seed, {
    cases,
    counts: new Map(),
    findings: [{ ...last, what }],
    slowest: { milliseconds: stuckMilliseconds },
  });
};

const { canonical, minutes, seed } = parseOptions();
console.log(`seed ${seed}, ${minutes} minutes`);
if (canonical) await fuzzCanonical({ minutes, seed });
const data: WorkerData = { seed, milliseconds: minutes * 60_000, slowMilliseconds };
const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: data });
let cases = 0;
let last: Case | undefined;
let lastAt = performance.now();
worker.on('message', (message: WorkerMessage) => {
  if ('result' in message) return finish(seed, message.result);
  cases += 1;
  last = message.begun;
  lastAt = performance.now();
});
worker.on('error', (error) => {
  console.error(error);
  process.exit(1);
});
setInterval(() => {
  if (last !== undefined && performance.now() - lastAt > stuckMilliseconds) giveUp(seed, cases, last);
}, 1_000);
