/** Asks one question in a process of its own and prints its figures as JSON: `node bench/ask.ts QUESTION`. */
import { measure, type Question } from './measure.ts';
import { questions } from './questions.ts';

const name = process.argv[2] ?? '';
const load = questions.get(name);
const question = load ? (await load()).question : await findGrowth(name);
const figures = await measure(question);
process.stdout.write(`${JSON.stringify({ about: question.about, ...figures })}\n`, () => process.exit(0));

async function findGrowth(asked: string): Promise<Question> {
  const { growth } = await import('./growth.ts');
  const found = growth.get(asked);
  if (found) return { question: asked, ...found };
  console.error(
    `There is no such question. There are: ${[...questions.keys(), ...growth.keys()].join(', ')}.`,
  );
  process.exit(1);
}
