/** The long comparison: documents by chance, each under a seed of its own. */
import { createRandom } from '../random.ts';
import { type Comparison, compare } from './compare.ts';
import { generateDocument } from './generate-document.ts';
import { mutateDocument } from './mutate-document.ts';

export type CanonicalFinding = { readonly seed: number; readonly what: string; readonly document: object };

export type CanonicalResult = {
  readonly cases: number;
  readonly outcomes: ReadonlyMap<Comparison['outcome'], number>;
  readonly findings: readonly CanonicalFinding[];
};

const enough = 5;

/** The document of a seed: the same each time. */
export const documentOf = (seed: number): object => {
  const random = createRandom(seed);
  const document = generateDocument(random);
  return random.chance(0.7) ? mutateDocument(document, random) : document;
};

/** Runs until the limit or five findings. */
export const compareMany = async (options: {
  readonly seed: number;
  readonly milliseconds: number;
  readonly cases?: number;
}): Promise<CanonicalResult> => {
  const outcomes = new Map<Comparison['outcome'], number>();
  const findings: CanonicalFinding[] = [];
  const end = performance.now() + options.milliseconds;
  let cases = 0;
  while (
    performance.now() < end &&
    cases < (options.cases ?? Number.POSITIVE_INFINITY) &&
    findings.length < enough
  ) {
    const seed = (options.seed + cases) >>> 0;
    const document = documentOf(seed);
    const comparison = await compare(document);
    outcomes.set(comparison.outcome, (outcomes.get(comparison.outcome) ?? 0) + 1);
    if (comparison.outcome === 'breach') findings.push({ seed, what: comparison.what, document });
    cases += 1;
  }
  return { cases, outcomes, findings };
};
