/** A copy of the house in which all mutants are planted, and tests that run in it. */
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Finding, parseFindings } from './finding.ts';
import { type Planted, plantMutants } from './plant-mutants.ts';

export type PlantedFile = Planted & { readonly file: string };

export type PlantedCopy = {
  /**
   * False when a test failed, undefined when one stood still.
   *
   * @param only the mutant that is awake from the start; without it each is tried in the tests that it touches
   */
  readonly runTests: (tests: readonly string[], only?: number) => Promise<boolean | undefined>;
  readonly findings: () => readonly Finding[];
  readonly write: (finding: Finding) => void;
  readonly remove: () => void;
};

const copied: readonly string[] = [
  ...['contexts', 'core', 'store', 'server', 'ui', 'issuer', 'verifier', 'wallet', 'cli', 'bench', 'test'],
  ...['types', 'examples', 'package.json', 'tsconfig.json', 'vitest.config.ts'],
];

/** What stands still this long, in milliseconds, does not go on. */
const patience = 90_000;

export const createPlantedCopy = (root: string, planted: readonly PlantedFile[]): PlantedCopy => {
  const copy = mkdtempSync(join(tmpdir(), 'kluscv-mutants-'));
  for (const name of copied) cpSync(join(root, name), join(copy, name), { recursive: true });
  for (const name of ['node_modules', 'dist']) symlinkSync(join(root, name), join(copy, name));
  for (const [file, mutants] of Map.groupBy(planted, (mutant) => mutant.file)) {
    writeFileSync(join(copy, file), plantMutants(readFileSync(join(root, file), 'utf8'), mutants));
  }
  const findings = join(copy, 'findings.jsonl');
  writeFileSync(findings, '');
  const becomes = planted.map((mutant) => [mutant.id, mutant.becomes === 'true']);
  writeFileSync(`${findings}.planted`, JSON.stringify(becomes));

  const runTests = (tests: readonly string[], only?: number): Promise<boolean | undefined> => {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const options = ['run', '--config=test/mutants/vitest.config.ts', '--root=.', '--reporter=dot'];
    const child = spawn(
      process.execPath,
      [vitest, ...options, ...(only === undefined ? [] : ['--bail=1']), ...tests],
      {
        cwd: copy,
        stdio: 'ignore',
        env: {
          ...process.env,
          KLUSCV_MUTANTS: findings,
          KLUSCV_MUTANT: only === undefined ? '' : String(only),
        },
      },
    );
    const { promise, resolve } = Promise.withResolvers<boolean | undefined>();
    const started = Date.now();
    let isStill = false;
    const watching = setInterval(() => {
      isStill = Date.now() - Math.max(started, statSync(findings).mtimeMs) > patience;
      if (isStill) child.kill('SIGKILL');
    }, 1000);
    child.once('close', (status) => {
      clearInterval(watching);
      resolve(isStill ? undefined : status === 0);
    });
    return promise;
  };

  return {
    runTests,
    write: (finding) => appendFileSync(findings, `${JSON.stringify(finding)}\n`),
    findings: () => parseFindings(readFileSync(findings, 'utf8')),
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
};
