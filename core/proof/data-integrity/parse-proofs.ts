/** The proofs of a document, in shape (VC Data Integrity 1.0 section 2.1). */
import { z } from 'zod';
import { fromBase58 } from '../../keys/base58.ts';
import { err, ok, type Result } from '../../result.ts';
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import type { Problem } from '../problem.ts';

export type ProofShapeProblem = Problem<'proof_missing' | 'proof_malformed' | 'proof_unsupported'>;

const maxProofs = 10;
/** XSD dateTimeStamp: the zone is not optional. */
const dateTimeStamp = z.iso.datetime({ offset: true });

export const Proof = z.looseObject({
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.string(),
  verificationMethod: z.string().min(1),
  proofPurpose: z.string(),
  /** Multibase base58 of 64 bytes. */
  proofValue: z.string().refine((text) => text.startsWith('z') && fromBase58(text.slice(1))?.length === 64),
  created: dateTimeStamp.optional(),
  expires: dateTimeStamp.optional(),
  challenge: z.string().optional(),
  domain: z.union([z.string(), z.array(z.string())]).optional(),
});
export type Proof = z.infer<typeof Proof>;

/** A proof may only repeat the document's context: another one would give its terms another meaning. */
const hasForeignContext = (proof: JsonObject, document: JsonObject): boolean =>
  '@context' in proof && JSON.stringify(proof['@context']) !== JSON.stringify(document['@context']);

/** All proofs of a document, each well-formed; one that is not spoils all. Proof chains are refused. */
export const parseProofs = (document: JsonObject): Result<readonly Proof[], ProofShapeProblem> => {
  const { proof } = document;
  if (proof === undefined) return err({ code: 'proof_missing', message: 'The document has no proof.' });
  const list: readonly unknown[] = Array.isArray(proof) ? proof : [proof];
  if (list.length === 0) return err({ code: 'proof_missing', message: 'The document has no proof.' });
  if (list.length > maxProofs)
    return err({ code: 'proof_malformed', message: 'The document has too many proofs.' });
  const proofs: Proof[] = [];
  for (const one of list) {
    if (isJsonObject(one) && 'type' in one && one.type !== 'DataIntegrityProof') {
      return err({ code: 'proof_unsupported', message: 'A proof is of a kind that is not known here.' });
    }
    const parsed = Proof.safeParse(one);
    if (!parsed.success || hasForeignContext(parsed.data, document)) {
      return err({ code: 'proof_malformed', message: 'A proof is not well-formed.' });
    }
    if ('previousProof' in parsed.data) {
      return err({ code: 'proof_unsupported', message: 'Chains of proofs are not taken here.' });
    }
    proofs.push(parsed.data);
  }
  return ok(proofs);
};
