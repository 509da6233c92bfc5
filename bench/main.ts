/** `npm run bench [-- QUESTION…]`: every question, or the ones named, as a table, in `results/` and in the README. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { arch, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { growthNames, questions } from './questions.ts';
import { type Answer, storeAnswers } from './results.ts';

const names = [...questions.keys()];
const all: readonly string[] = [...names, ...growthNames];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no question ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  process.exit(1);
}

/** What one question has made, another may use. */
const folder = mkdtempSync(join(tmpdir(), 'kluscv-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));

/** A process for each, so that what one warms up or leaves behind does not count for the next. */
const ask = (name: string): Answer | undefined => {
  const script = new URL('./ask.ts', import.meta.url).pathname;
  const asked = spawnSync(process.execPath, ['--expose-gc', script, name], {
    encoding: 'utf8',
    env: { ...process.env, KLUSCV_BENCH_FOLDER: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1024 * 1024,
  });
  const line = asked.stdout.trim().split('\n').at(-1);
  return asked.status === 0 && line !== undefined ? JSON.parse(line) : undefined;
};

const answers: Record<string, Answer> = {};
const silent: string[] = [];
for (const name of wanted.length > 0 ? wanted : all) {
  process.stderr.write(`${name} …\n`);
  const answer = ask(name);
  if (answer) answers[name] = answer;
  else silent.push(name);
}
console.table(
  Object.fromEntries(
    Object.entries(answers).map(([name, { ours, stock, ratio, unit }]) => [
      name,
      { ours, stock, ratio, unit },
    ]),
  ),
);
console.log(`${cpus().length} × ${cpus()[0]?.model ?? arch()}, Node ${process.versions.node}`);
const of = (some: readonly string[]) =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => some.includes(name)));
storeAnswers(of(names), { names, file: 'latest.json', section: 'figures' });
storeAnswers(of(growthNames), { names: growthNames, file: 'growth.json', section: 'growth' });
if (silent.length > 0) {
  console.error(`No answer to: ${silent.join(', ')}.`);
  process.exitCode = 1;
}
