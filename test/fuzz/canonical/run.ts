/** The long comparison: documents by chance, each under a seed of its own. */
import { createRandom, type Random } from '../random.ts';
import type { Document } from './base-documents.ts';
import { type Comparison, compare } from './compare.ts';
import { compareChoices, pickPointers } from './compare-choices.ts';
import { generateDocument } from './generate-document.ts';
import { growDocument } from './grow-document.ts';
import { mutateDocument } from './mutate-document.ts';

export type CanonicalFinding = { readonly seed: number; readonly what: string; readonly document: object };

export type CanonicalResult = {
  readonly cases: number;
  /** By what was compared: the canonical form, or a choice for selective disclosure. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly findings: readonly CanonicalFinding[];
};

const enough = 5;

/** Most are grown along the tables, and so take the fast path; the others come close to it from outside. */
const makeDocument = async (random: Random): Promise<Document> => {
  const isGrown = random.chance(0.7);
  const document = isGrown ? await growDocument(random) : generateDocument(random);
  return random.chance(isGrown ? 0.1 : 0.7) ? mutateDocument(document, random) : document;
};

/** The document of a seed: the same each time. */
export const documentOf = (seed: number): Promise<Document> => makeDocument(createRandom(seed));

/** The document of a seed, with two lists of pointers into it. */
export const choiceOf = async (
  seed: number,
): Promise<{
  readonly document: Document;
  readonly mandatory: string[];
  readonly selective: string[];
}> => {
  const random = createRandom(seed);
  const document = await makeDocument(random);
  return { document, mandatory: pickPointers(document, random), selective: pickPointers(document, random) };
};

const compareSeed = async (
  seed: number,
): Promise<{ readonly kind: string; readonly input: object; readonly comparison: Comparison }> => {
  // The primitives take ten times as long.
  if (seed % 8 > 0) {
    const document = await documentOf(seed);
    return { kind: 'canonical form', input: document, comparison: await compare(document) };
  }
  const choice = await choiceOf(seed);
  const comparison = await compareChoices(choice.document, choice.mandatory, choice.selective);
  return { kind: 'choice', input: choice, comparison };
};

/** Runs until the limit or five findings. */
export const compareMany = async (options: {
  readonly seed: number;
  readonly milliseconds: number;
  readonly cases?: number;
}): Promise<CanonicalResult> => {
  const outcomes = new Map<string, number>();
  const findings: CanonicalFinding[] = [];
  const end = performance.now() + options.milliseconds;
  let cases = 0;
  while (
    performance.now() < end &&
    cases < (options.cases ?? Number.POSITIVE_INFINITY) &&
    findings.length < enough
  ) {
    const seed = (options.seed + cases) >>> 0;
    const { kind, input, comparison } = await compareSeed(seed);
    const name = `${kind}, ${comparison.outcome}`;
    outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
    if (comparison.outcome === 'breach') findings.push({ seed, what: comparison.what, document: input });
    cases += 1;
  }
  return { cases, outcomes, findings };
};
