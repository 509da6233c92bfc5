/** Where answers are kept: `results/latest.json` for programs, the table in README.md for people. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const Answer = z.object({
  ours: z.number(),
  stock: z.number(),
  ratio: z.number(),
  unit: z.string(),
  about: z.string().optional(),
  note: z.string().optional(),
});
/** The figures of one question, and in words what was asked. */
export type Answer = z.infer<typeof Answer>;
const Answers = z.record(z.string(), Answer);

const folder = new URL('./results/', import.meta.url);
const readme = new URL('./README.md', import.meta.url);

const load = (file: string): Record<string, Answer> => {
  try {
    return Answers.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  } catch {
    return {};
  }
};

/** Adds new answers to those of earlier runs, in the order of `names`, in the file and in the README. */
export function storeAnswers(
  fresh: Readonly<Record<string, Answer>>,
  {
    names,
    file,
    section,
  }: { readonly names: readonly string[]; readonly file: string; readonly section: string },
): void {
  const all = { ...load(file), ...fresh };
  const kept = Object.fromEntries(names.flatMap((name) => (all[name] ? [[name, all[name]] as const] : [])));
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(file, folder), `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync(readme, putTable(readFileSync(readme, 'utf8'), section, renderTable(kept)));
}

/** The text with the table between the marks of its section; a section without marks stays as it is. */
export function putTable(text: string, section: string, table: string): string {
  const [begin, end] = [`<!-- ${section} -->`, `<!-- end of ${section} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  return from === -1 || to < from
    ? text
    : `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`;
}

/** Markdown, a row an answer. */
export function renderTable(answers: Readonly<Record<string, Answer>>): string {
  const rows = Object.entries(answers).map(([name, { ours, stock, ratio, unit, about = '', note = '' }]) =>
    [`\`${name}\``, ours, stock, ratio, unit, [about, note].filter((part) => part !== '').join('; ')].join(
      ' | ',
    ),
  );
  return [
    '| question | ours | stock | ratio | unit | what |',
    '|---|---:|---:|---:|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}
