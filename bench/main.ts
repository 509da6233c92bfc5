/** `npm run bench [question…]`: every question, or the ones named, as a table and in `results/latest.json`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { question as issue } from './issue.ts';
import { type Answer, measure } from './measure.ts';
import { question as sdJwtIssue } from './sdjwt-issue.ts';
import { question as verify } from './verify.ts';

const wanted = process.argv.slice(2);
const questions = [issue, verify, sdJwtIssue].filter(
  ({ question }) => wanted.length === 0 || wanted.includes(question),
);
if (questions.length === 0) {
  console.error(
    `There is no such question. There are: ${[issue, verify, sdJwtIssue].map((one) => one.question).join(', ')}.`,
  );
  process.exit(1);
}

const answers: Answer[] = [];
for (const question of questions) {
  process.stderr.write(`${question.question} …\n`);
  answers.push(await measure(question));
}
console.table(
  Object.fromEntries(
    answers.map(({ question, ours, stock, ratio, unit }) => [question, { ours, stock, ratio, unit }]),
  ),
);

const folder = new URL('./results/', import.meta.url);
mkdirSync(folder, { recursive: true });
const latest = Object.fromEntries(
  answers.map(({ question, ours, stock, ratio, unit }) => [question, { ours, stock, ratio, unit }]),
);
writeFileSync(new URL('latest.json', folder), `${JSON.stringify(latest, null, 2)}\n`);
