/**
 * `npm run mutants -- [--from N] [--most N] FILE…`: takes away the checks of these sources one at a time, in a copy, and
 * runs the tests that stand nearest; a mutant that they let live is tried against all tests of core and verifier.
 * Exit code 0 when every mutant was noticed, 1 when one lived. Slow: a second or more for each check.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findMutants } from './find-mutants.ts';

const root = join(import.meta.dirname, '..', '..');
const copied: readonly string[] = [
  'contexts',
  'core',
  'store',
  'server',
  'ui',
  'issuer',
  'verifier',
  'wallet',
  'cli',
  'bench',
  'test',
  'types',
  'examples',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];
const patience = 240_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { from: { type: 'string' }, most: { type: 'string' } },
});

const createCopy = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'kluscv-mutants-'));
  for (const name of copied) cpSync(join(root, name), join(copy, name), { recursive: true });
  for (const name of ['node_modules', 'dist']) symlinkSync(join(root, name), join(copy, name));
  return copy;
};

/** The tests of the folder of the same name, and those of verification, which use nearly all of core. */
const nearestTests = (file: string): readonly string[] => {
  const [room = '', folder = ''] = file.split('/');
  return [...new Set([`test/${room}/${folder}`, 'test/core/verify/'])];
};

const passes = (copy: string, tests: readonly string[]): boolean => {
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--bail=1', '--reporter=dot', ...tests],
    { cwd: copy, stdio: 'ignore', timeout: patience, killSignal: 'SIGKILL' },
  );
  return status === 0;
};

const files = positionals.flatMap((pattern) => globSync(pattern, { cwd: root })).toSorted();
const all = files.flatMap((file) =>
  findMutants(file, readFileSync(join(root, file), 'utf8')).map((mutant) => ({ file, ...mutant })),
);
const from = Number(values.from ?? 0);
const chosen = all.slice(from, from + Number(values.most ?? all.length));
console.log(`${files.length} files, ${chosen.length} of ${all.length} mutants`);
if (chosen.length === 0) process.exit(2);

const copy = createCopy();
let lived = 0;
for (const [index, { file, line, was, becomes, source }] of chosen.entries()) {
  const original = readFileSync(join(root, file), 'utf8');
  writeFileSync(join(copy, file), source);
  const isAlive =
    passes(copy, nearestTests(file)) &&
    passes(copy, ['test/core', 'test/verifier', 'test/fuzz', 'test/conformance']);
  writeFileSync(join(copy, file), original);
  if (!isAlive) continue;
  lived += 1;
  console.log(`LIVES ${file}:${line} (${from + index}): ${was.replaceAll(/\s+/g, ' ')} -> ${becomes}`);
}
rmSync(copy, { recursive: true, force: true });
console.log(`${chosen.length - lived} of ${chosen.length} mutants noticed`);
process.exit(lived === 0 ? 0 : 1);
