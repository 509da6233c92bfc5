/** Judges what a wallet showed in a session: when it came, and again for a report on it. */
import { toUtf8 } from '../../core/bytes.ts';
import { askedClaims, digitalAudience, policyOf, presentationFormOf } from '../../core/openid/index.ts';
import {
  createReport,
  type PresentationVerdict,
  parseReceived,
  type Received,
  verifyMalformed,
  verifyPresentation,
} from '../../core/verify/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { clientIdOf } from '../keys/client-ids.ts';
import { type ContextDeps, createContext } from '../report/create-context.ts';
import type { PresentedAnswer } from './presented-answer.ts';
import type { Session } from './session.ts';

export type JudgeDeps = ContextDeps & Pick<VerifierDeps, 'identity'>;

export type Judged = PresentationVerdict & { readonly received: readonly Received[] };

/** @param presentedAt when it came, for an answer that is looked at again: only the holder's proof is of that moment */
export async function judgePresented(
  session: Session,
  { format, presentation }: PresentedAnswer,
  deps: JudgeDeps,
  presentedAt?: Date,
): Promise<Judged> {
  const context = await createContext(deps);
  const received = parseReceived({ bytes: toUtf8(presentation) });
  const expected = presentationFormOf(format);
  if (!received.ok || received.value.length !== 1 || received.value[0]?.format !== expected)
    return {
      report: createReport([verifyMalformed()], context),
      satisfied: false,
      problems: [],
      received: [],
    };
  const verdict = await verifyPresentation(
    received.value,
    {
      audience: audienceOf(session, deps),
      nonce: session.nonce,
      askedClaims: askedClaims(session.purpose),
      requiredClaims: policyOf(session.purpose).required,
      ...(presentedAt === undefined ? {} : { presentedAt }),
    },
    context,
  );
  return { ...verdict, received: received.value };
}

/** Whom the presentation must be made out to: the full client id, or through the browser the page's origin. */
const audienceOf = (session: Session, { identity }: Pick<JudgeDeps, 'identity'>): string =>
  session.origin === undefined
    ? clientIdOf(session.clientIdPrefix, identity)
    : digitalAudience(session.origin);
