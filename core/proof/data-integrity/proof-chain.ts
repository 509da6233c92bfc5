/** Chains of proofs (VC Data Integrity 1.0 sections 4.3 and 4.5): a proof that covers other proofs of the same document. */
import { err, ok, type Result } from '../../result.ts';
import type { JsonObject } from '../../strict-json.ts';
import type { Problem } from '../problem.ts';
import type { Proof } from './parse-proofs.ts';

export type ChainProblem = Problem<'proof_chain'>;

/** The ids that a proof names as having been there first; none when it stands by itself. */
const previousOf = ({ previousProof = [] }: Proof): readonly string[] =>
  typeof previousProof === 'string' ? [previousProof] : previousProof;

const problem = (message: string) => err({ code: 'proof_chain' as const, message });

const isCircular = (start: Proof, byId: ReadonlyMap<string, Proof>): boolean => {
  const waiting = [...previousOf(start)];
  const seen = new Set<string>();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === start.id) return true;
    const proof = byId.get(id);
    if (seen.has(id) || proof === undefined) continue;
    seen.add(id);
    waiting.push(...previousOf(proof));
  }
  return false;
};

/**
 * For each proof, in order, those that it covers. Refused when a chained proof names one that is not there, when two
 * proofs have one id, or when the chain leads back to itself.
 */
export const findCovered = (
  proofs: readonly Proof[],
): Result<readonly (readonly Proof[])[], ChainProblem> => {
  const byId = new Map<string, Proof>();
  for (const proof of proofs) {
    if (proof.id === undefined) continue;
    if (byId.has(proof.id)) return problem('Two proofs have the same id.');
    byId.set(proof.id, proof);
  }
  const covered: Proof[][] = [];
  for (const proof of proofs) {
    const found = previousOf(proof).map((id) => byId.get(id));
    const there = found.filter((one) => one !== undefined);
    if (there.length < found.length) return problem('A proof builds on one that is not there.');
    if (isCircular(proof, byId)) return problem('A chain of proofs leads back to itself.');
    covered.push(there);
  }
  return ok(covered);
};

/** The document that a proof signs: without any proof, or, for a chained one, with those that it covers. */
export const withCovered = (bare: JsonObject, covered: readonly JsonObject[]): JsonObject =>
  covered.length === 0 ? bare : { ...bare, proof: covered };
