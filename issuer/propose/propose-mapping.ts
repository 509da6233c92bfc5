/**
 * Proposes a mapping for a file that nobody has described yet: a first draft that its platform's engineer corrects.
 * Whatever could not be found stands there as `?`, and in `open`, in words.
 */
import type { Mapping } from '../ingest/index.ts';
import { type Chosen, type Column, chooseColumns } from './choose-columns.ts';
import { describeColumns } from './column-facts.ts';
import type { Field } from './column-names.ts';
import { guessFormat } from './guess-format.ts';
import { guessShape } from './guess-shape.ts';
import { guessStatus } from './guess-status.ts';
import { proposeRating } from './propose-rating.ts';
import { proposeTimes } from './propose-times.ts';
import type { Sample } from './sample.ts';

export type Proposal = {
  /** As it is written to a file; `parseMapping` takes it. */
  readonly mapping: object;
  /** What was found where, for people. */
  readonly found: readonly { readonly setting: string; readonly column: string }[];
  /** What the engineer still has to say or check, one sentence each. */
  readonly open: readonly string[];
  /** Columns that the proposal does not use. */
  readonly unused: readonly string[];
  /** The status words that stand as `?`, the most frequent first. */
  readonly undecided: readonly string[];
};

const nowhere = '?';

/** @returns nothing when no records can be seen in the file, such as in a picture or an empty file */
export const proposeMapping = (sample: Sample, platform: string): Proposal | undefined => {
  const shape = guessShape(sample);
  if (shape === undefined || shape.rows.length === 0) return undefined;
  const columns = describeColumns(shape.columns, shape.rows).map(
    (column): Column => ({ ...column, moment: guessFormat(column.values) }),
  );
  const chosen = chooseColumns(columns);
  const open: string[] = [];
  if ('columns' in shape.file)
    open.push(
      'file.columns: the file has no header; the columns are numbered in their order, name them here.',
    );
  const times = proposeTimes(chosen, open);
  const status = proposeStatus(chosen, open);
  const workerName = proposeName(chosen);
  const rating = proposeRating(chosen.get('rating'), open);
  const sector = chosen.get('sector');
  const gig = {
    gigId: proposeGigId(chosen, times.startedAt.from, open),
    workerId: need(chosen, 'workerId', 'which worker a gig is of', open),
    ...(workerName === undefined ? {} : { workerName }),
    status: status.setting,
    ...times,
    ...proposeClient(chosen, open),
    ...(sector === undefined
      ? {}
      : { sector: { scheme: 'SBI', version: '2025', code: { from: sector.name } } }),
    ...proposeSkills(chosen.get('skills')),
    ...(rating === undefined ? {} : { rating }),
    ...proposeReview(chosen),
    updatedAt: times.updatedAt,
  };
  const used = new Set(
    JSON.stringify(gig)
      .match(/"(?:[^"\\]|\\.)*"/g)
      ?.map((text) => String(JSON.parse(text))),
  );
  const mapping = {
    platform,
    description: 'Proposed from the file itself: check every setting, and what stands as "?".',
    file: shape.file satisfies Mapping['file'],
    ...(usesComma(columns) ? { decimalMark: ',' } : {}),
    gig,
  };
  return {
    mapping,
    found: [...chosen]
      .filter(([, { name }]) => used.has(name))
      .map(([setting, { name }]) => ({ setting, column: name })),
    open,
    unused: columns.map(({ name }) => name).filter((name) => !used.has(name)),
    undecided: status.undecided,
  };
};

const need = (chosen: Chosen, field: Field, what: string, open: string[]): string => {
  const column = chosen.get(field);
  if (column !== undefined) return column.name;
  open.push(`${field}: no column was found that says ${what}.`);
  return nowhere;
};

const proposeGigId = (chosen: Chosen, start: string | string[], open: string[]): string | string[] => {
  const column = chosen.get('gigId');
  if (column !== undefined) {
    if (!column.isUnique)
      open.push(
        `gigId: "${column.name}" repeats some values; of those lines the newest counts, as a correction.`,
      );
    return column.name;
  }
  const worker = chosen.get('workerId');
  if (worker === undefined) return nowhere;
  open.push('gigId: no column tells each gig from all others; worker and begin together stand for it.');
  return [worker.name, ...(typeof start === 'string' ? [start] : start)].slice(0, 5);
};

const proposeName = (chosen: Chosen): string | string[] | undefined => {
  const parts = [chosen.get('firstName'), chosen.get('lastName')].flatMap((column) => column?.name ?? []);
  return parts.length > 0 ? parts : chosen.get('workerName')?.name;
};

const proposeStatus = (chosen: Chosen, open: string[]) => {
  const column = chosen.get('status');
  if (column === undefined) {
    open.push('status: no column was found; every gig is taken as completed.');
    return { setting: 'completed', undecided: [] };
  }
  const counts = new Map<string, number>();
  for (const value of column.values)
    counts.set(value.toLowerCase(), (counts.get(value.toLowerCase()) ?? 0) + 1);
  const words = [...counts].sort(([, one], [, other]) => other - one).map(([word]) => word);
  const spelled = words.map((word) => column.values.find((value) => value.toLowerCase() === word) ?? word);
  const undecided = spelled.filter((word) => guessStatus(word) === nowhere);
  for (const word of undecided) open.push(`status.words: what "${word}" means is for you to say.`);
  if (undecided.length < spelled.length)
    open.push('status.words: the others were guessed by their names; check each of them.');
  return {
    setting: {
      from: column.name,
      words: Object.fromEntries(spelled.map((word) => [word, guessStatus(word)])),
    },
    undecided,
  };
};

const proposeClient = (chosen: Chosen, open: string[]): object => {
  const id = chosen.get('clientId') ?? chosen.get('clientName');
  if (id === undefined) return {};
  const name = chosen.get('clientName');
  open.push('client.kind: "private" keeps every name out; say "business" where your clients are companies.');
  return { client: { id: id.name, ...(name === undefined ? {} : { name: name.name }), kind: 'private' } };
};

const proposeSkills = (column: Column | undefined): object => {
  if (column === undefined) return {};
  const separator = [' ', ',', ';', '|'].find((mark) => column.values.some((value) => value.includes(mark)));
  return { skills: { from: column.name, ...(separator === undefined ? {} : { separator }) } };
};

const proposeReview = (chosen: Chosen): object => {
  const text = chosen.get('review');
  const date = chosen.get('reviewDate');
  if (text === undefined) return {};
  const format = date?.moment?.format;
  return {
    review: { text: text.name, ...(date && format ? { date: { from: date.name, format } } : {}) },
  };
};

const usesComma = (columns: readonly Column[]): boolean =>
  columns.some(({ isNumber, values }) => isNumber && values.some((value) => value.includes(',')));
