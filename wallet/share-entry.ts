/** One line of "who has seen this?", made when an answer or a refusal has gone out. */
import type { RandomBytes } from '../core/ports.ts';
import { type Answer, type PresentationRequest, shownClaimNames } from './flow/index.ts';
import { createId, type ShareEntry } from './vault/index.ts';

/** Names recipient, purpose and claims; never the values, so that the log tells less than the credentials themselves. */
export function createShareEntry(input: {
  readonly request: PresentationRequest;
  /** Empty for a refusal. */
  readonly answers: readonly Answer[];
  readonly now: Date;
  readonly randomBytes: RandomBytes;
}): ShareEntry {
  const { request, answers } = input;
  return {
    id: createId(input.randomBytes),
    at: input.now.toISOString(),
    outcome: answers.length === 0 ? 'refused' : 'shared',
    recipientName: request.verifier.name,
    recipientHost: request.verifier.host,
    purpose: request.purpose,
    shown: answers.map((answer) => ({
      issuer: answer.candidate.credential.issuerName ?? new URL(answer.candidate.credential.issuerUrl).host,
      claims: shownClaimNames(answer),
    })),
  };
}
