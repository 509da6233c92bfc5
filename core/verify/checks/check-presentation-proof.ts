/**
 * W3C presentation: is the presenter the subject of the credential? The envelope must be signed by a key of the DID
 * that the platform put into the credential (VC Data Integrity 1.0; OpenID4VP 1.0 appendix B.1.3.2).
 */
import { verifyDataIntegrity } from '../../proof/index.ts';
import type { JsonObject } from '../../strict-json.ts';
import type { CheckCode } from '../check-codes.ts';
import type { VerifyContext } from '../context.ts';
import { loadKeys } from '../formats/did-keys.ts';
import type { Holder } from '../formats/format.ts';
import { proofsOf } from '../formats/issuer-proof.ts';
import { checkNonce, type ExpectedBinding } from './check-nonce.ts';
import { isKeyItself, onlyOne } from './presenter.ts';

const holderOf = (presentation: JsonObject): unknown => {
  const { holder } = presentation;
  return typeof holder === 'object' && holder !== null && 'id' in holder ? holder.id : holder;
};

/** A context of the presenter's own could give the words of the envelope another meaning. */
const hasOwnContext = (presentation: JsonObject): boolean =>
  [presentation['@context']].flat().some((context) => typeof context !== 'string');

type ProofAnswer = 'holds' | 'invalid' | 'too_heavy';

/** @param at the moment by which the proofs must hold */
const verifyProofs = async (
  presentation: JsonObject,
  did: string,
  at: Date,
  context: VerifyContext,
): Promise<ProofAnswer> => {
  if (hasOwnContext(presentation)) return 'invalid';
  // A DID that is the key itself has its own keys alone: that of anybody else is not found there.
  const keys = await loadKeys(did, 'authentication', context);
  if (!keys.ok) return 'invalid';
  const verified = await verifyDataIntegrity(
    {
      document: presentation,
      expectedPurpose: 'authentication',
      keyFor: async (method) => keys.value(method),
      now: at,
      clockSkewSeconds: context.clockSkewSeconds,
    },
    context,
  );
  if (verified.ok) return 'holds';
  return verified.error.code === 'document_too_heavy' ? 'too_heavy' : 'invalid';
};

type ByHolder = Map<string, Promise<ProofAnswer>>;

/** Forgotten with the verification itself: each has a context of its own. */
const underway = new WeakMap<VerifyContext, WeakMap<JsonObject, ByHolder>>();

/** One envelope is verified once, however many credentials are in it: each time costs as much as all of them. */
const verifyProofsOnce = (
  presentation: JsonObject,
  did: string,
  at: Date,
  context: VerifyContext,
): Promise<ProofAnswer> => {
  const presentations = underway.get(context) ?? new WeakMap<JsonObject, ByHolder>();
  const holders: ByHolder = presentations.get(presentation) ?? new Map();
  const verified = holders.get(did) ?? verifyProofs(presentation, did, at, context);
  underway.set(context, presentations.set(presentation, holders.set(did, verified)));
  return verified;
};

/**
 * The answer for a credential in a presentation.
 *
 * @param expected undefined when nobody asked for a proof: one that came along must still hold, but proves nothing now
 */
export const checkPresentationProof = async (
  presentation: JsonObject | undefined,
  holder: Holder,
  expected: ExpectedBinding | undefined,
  context: VerifyContext,
): Promise<CheckCode> => {
  if (presentation?.proof === undefined) {
    return expected === undefined ? 'holder_not_asked' : 'holder_proof_missing';
  }
  if (holder.kind !== 'did' || !isKeyItself(holder.did)) return 'holder_key_missing';
  const named = holderOf(presentation);
  if (named !== undefined && named !== holder.did) return 'holder_signature_invalid';
  const at = expected?.presentedAt ?? context.now;
  const proofs = await verifyProofsOnce(presentation, holder.did, at, context);
  if (proofs === 'too_heavy') return 'holder_too_heavy';
  if (proofs === 'invalid') return 'holder_signature_invalid';
  if (expected === undefined) return 'holder_not_asked';
  const wrong = proofsOf(presentation)
    .map(({ domain, challenge }) => checkNonce({ audience: onlyOne(domain), nonce: challenge }, expected))
    .find((code) => code !== undefined);
  return wrong ?? 'holder_proved';
};
