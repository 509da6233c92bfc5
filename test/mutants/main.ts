/**
 * `npm run mutants -- [--tests FOLDER]… FILE…`: takes away the checks of these sources one at a time, in a copy, and
 * names those that no test misses. Exit code 0 when every mutant was noticed, 1 when one lived, 2 when there was none.
 *
 * All mutants are planted at once, asleep; each test runs once as it is, and once for every mutant that can make a
 * difference to it. What still lives is tried a last time awake from the start, in a process of its own.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findMutants } from './find-mutants.ts';
import type { Finding } from './finding.ts';
import { createPlantedCopy } from './planted-copy.ts';

const root = join(import.meta.dirname, '..', '..');
const usualTests = ['test/core', 'test/conformance', 'test/server', 'test/verifier', 'test/fuzz/fuzz'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tests: { type: 'string', multiple: true } },
});

const files = [...new Set(positionals.flatMap((pattern) => globSync(pattern, { cwd: root })))].toSorted();
const planted = files
  .flatMap((file) =>
    findMutants(file, readFileSync(join(root, file), 'utf8')).map((mutant) => ({ file, ...mutant })),
  )
  .map((mutant, id) => ({ id, ...mutant }));
console.log(`${files.length} files, ${planted.length} mutants`);
if (planted.length === 0) process.exit(2);

const copy = createPlantedCopy(root, planted);
const noticed = new Set<number>();
const takeNoticed = (): void => {
  for (const { id, what } of copy.findings()) if (what === 'noticed') noticed.add(id);
};

// A mutant at which the tests stand still is noticed too; the others are tried without it.
while ((await copy.runTests(values.tests ?? usualTests)) === undefined) {
  const last = copy.findings().findLast(({ what }) => what === 'tried');
  if (last === undefined) break;
  copy.write({ ...last, what: 'noticed' });
}
takeNoticed();

const found = copy.findings();
// Tests that fail as they are say nothing.
const failing = new Set(found.filter(({ what }) => what === 'failed').map(({ file }) => file));
for (const file of failing) console.log(`FAILS without any mutant: ${file}`);
for (const { id, file, line, was, becomes } of planted) {
  if (noticed.has(id)) continue;
  const places = (what: Finding['what']) => [
    ...new Set(
      found.filter((finding) => finding.id === id && finding.what === what).map(({ file: test }) => test),
    ),
  ];
  const setups = places('setup').filter((test) => !failing.has(test));
  if (setups.length > 0 && (await copy.runTests(setups, id)) !== true) {
    noticed.add(id);
    continue;
  }
  const tests = new Set([...places('seen'), ...setups]);
  const how = tests.size === 0 ? 'never came out otherwise' : `made no difference in ${tests.size} files`;
  console.log(`LIVES ${file}:${line}: ${was.replaceAll(/\s+/g, ' ')} -> ${becomes}, ${how}`);
}
copy.remove();
console.log(`${noticed.size} of ${planted.length} mutants noticed`);
process.exit(noticed.size === planted.length ? 0 : 1);
