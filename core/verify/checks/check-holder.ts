/** Did the one who shows it prove that it is theirs, for this reader and this request? The same question per format. */
import type { CheckCode } from '../check-codes.ts';
import type { VerifyContext } from '../context.ts';
import type { Holder } from '../formats/format.ts';
import type { ReceivedCredential, ReceivedPresentation } from '../received.ts';
import { checkKeyBinding } from './check-key-binding.ts';
import type { ExpectedBinding } from './check-nonce.ts';
import { checkPresentationJwt } from './check-presentation-jwt.ts';
import { checkPresentationProof } from './check-presentation-proof.ts';

/** A credential as it was handed in, with the W3C presentation around it where there was one. */
export type PresentedCredential = {
  readonly credential: ReceivedCredential;
  readonly presentation: ReceivedPresentation | undefined;
};

/**
 * The holder's proof for one credential.
 *
 * @param holder whose key the platform put into it
 * @param expected undefined when nobody asked for a proof
 */
export const checkHolder = async (
  { credential, presentation }: PresentedCredential,
  holder: Holder,
  expected: ExpectedBinding | undefined,
  context: VerifyContext,
): Promise<CheckCode> => {
  switch (credential.format) {
    case 'dc+sd-jwt':
      return checkKeyBinding(credential.compact, holder, expected, context);
    case 'ldp_vc':
      return checkPresentationProof(
        presentation?.format === 'ldp_vp' ? presentation.document : undefined,
        holder,
        expected,
        context,
      );
    case 'jwt_vc_json':
      return checkPresentationJwt(
        presentation?.format === 'jwt_vp_json' ? presentation.compact : undefined,
        holder,
        expected,
        context,
      );
    case 'kluscv-compact':
      return expected === undefined ? 'holder_not_asked' : 'holder_key_missing';
  }
};
