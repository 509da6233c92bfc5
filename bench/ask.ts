/** Asks one question in a process of its own and prints its figures as JSON: `node bench/ask.ts QUESTION`. */
import { measure } from './measure.ts';
import { questions } from './questions.ts';

const load = questions.get(process.argv[2] ?? '');
if (!load) {
  console.error(`There is no such question. There are: ${[...questions.keys()].join(', ')}.`);
  process.exit(1);
}
const { question } = await load();
const figures = await measure(question);
process.stdout.write(`${JSON.stringify({ about: question.about, ...figures })}\n`, () => process.exit(0));
