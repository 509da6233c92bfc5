/**
 * Runs each test as it is, and then again for every mutant whose condition came out otherwise in it: no other mutant
 * can make a difference to this test. What it finds goes to the file that `KLUSCV_MUTANTS` names, a line each.
 * With `KLUSCV_MUTANT` one mutant is awake from the start, in what happens before the tests too.
 */
import { appendFileSync, readFileSync, utimesSync } from 'node:fs';
import { relative } from 'node:path';
import { type RunnerTestCase, TestRunner, type TestRunnerConfig } from 'vitest';
import { type Finding, parseFindings } from './finding.ts';
import { type Watch, watchName } from './plant-mutants.ts';

const { KLUSCV_MUTANTS: findings = '', KLUSCV_MUTANT: only = '' } = process.env;
const becomes: ReadonlyMap<number, boolean> = new Map(
  JSON.parse(readFileSync(`${findings}.planted`, 'utf8')),
);

let awake = only === '' ? undefined : Number(only);
let seen = new Set<number>();
let reached = new Set<number>();
const watch: Watch = {
  isAwake: (id) => id === awake,
  reach: (id) => reached.add(id),
  see: (id, value) => {
    reached.delete(id);
    if (Boolean(value) !== becomes.get(id)) seen.add(id);
    return value;
  },
};
Reflect.set(globalThis, watchName, watch);

/** A condition that was reached and never came out has thrown: a mutant would not. */
const takeSeen = (): ReadonlySet<number> => {
  const taken = new Set([...seen, ...reached]);
  seen = new Set();
  reached = new Set();
  return taken;
};

const passes = async (run: () => unknown): Promise<boolean> => {
  try {
    await run();
    return true;
  } catch {
    return false;
  }
};

export default class MutantRunner extends TestRunner {
  readonly #noticed: Set<number>;
  readonly #told = new Set<string>();
  #hasTried = false;

  constructor(config: TestRunnerConfig) {
    super(config);
    const known = parseFindings(readFileSync(findings, 'utf8'));
    this.#noticed = new Set(known.filter(({ what }) => what === 'noticed').map(({ id }) => id));
  }

  #tell(finding: Finding): void {
    const line = `${JSON.stringify(finding)}\n`;
    if (this.#told.has(line) && finding.what !== 'tried') return;
    this.#told.add(line);
    appendFileSync(findings, line);
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    const file = relative(process.cwd(), test.file.filepath);
    // Whoever waits sees that it goes on.
    utimesSync(findings, new Date(), new Date());
    if (only !== '') return run();
    for (const id of takeSeen()) this.#tell({ id, file, what: 'setup' });
    try {
      await run();
    } catch (error) {
      // What an earlier mutant left behind is no fault of the test; those that it touches are tried by themselves.
      if (this.#hasTried) for (const id of takeSeen()) this.#tell({ id, file, what: 'setup' });
      else this.#tell({ id: -1, file, what: 'failed' });
      throw error;
    }
    const ids = takeSeen();
    for (const id of ids) this.#tell({ id, file, what: 'seen' });
    for (const id of ids) {
      if (this.#noticed.has(id)) continue;
      this.#tell({ id, file, what: 'tried' });
      this.#hasTried = true;
      awake = id;
      const hasPassed = await passes(run);
      awake = undefined;
      if (hasPassed) continue;
      // A test that does not pass a second time by itself says nothing about a mutant.
      if (!(await passes(run))) {
        for (const left of ids) this.#tell({ id: left, file, what: 'setup' });
        break;
      }
      this.#noticed.add(id);
      this.#tell({ id, file, what: 'noticed' });
    }
    takeSeen();
  }
}
