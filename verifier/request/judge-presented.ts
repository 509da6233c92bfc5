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
  const unreadable: Judged = {
    report: createReport([verifyMalformed()], context),
    satisfied: false,
    problems: [],
    received: [],
  };
  const received = parseReceived({ bytes: toUtf8(presentation) });
  const [one, ...more] = received.ok ? received.value : [];
  if (!received.ok || one === undefined || more.length > 0) return unreadable;
  if (one.format !== presentationFormOf(format) || !isAsItCame(one, presentation)) return unreadable;
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
  // One was asked: a second one in the same envelope is more than that (OpenID4VP 1.0 section 6.1, `multiple`).
  return verdict.report.credentials.length === 1 ? { ...verdict, received: received.value } : unreadable;
}

/** A file may come in a list, a text or a link; what a wallet answers is the presentation itself. */
const isAsItCame = (received: Received, presentation: string): boolean =>
  !('compact' in received) || received.compact === presentation;

/** Whom the presentation must be made out to: the full client id, or through the browser the page's origin. */
const audienceOf = (session: Session, { identity }: Pick<JudgeDeps, 'identity'>): string =>
  session.origin === undefined
    ? clientIdOf(session.clientIdPrefix, identity)
    : digitalAudience(session.origin);
