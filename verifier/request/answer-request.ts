/**
 * Takes a wallet's answer to a session, in the order of OpenID4VP 1.0 section 8.6: the session first, then the form,
 * then everything about the presentation. Whatever comes of it, the session is over: a nonce is good for one answer.
 */
import { equalBytes, toUtf8 } from '../../core/bytes.ts';
import {
  askedClaims,
  type Presented,
  parseAuthorizationResponse,
  policyOf,
} from '../../core/openid/index.ts';
import {
  createReport,
  type PresentationVerdict,
  parseReceived,
  type Report,
  verifyMalformed,
  verifyPresentation,
} from '../../core/verify/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { type ContextDeps, createContext } from '../report/create-context.ts';
import { type Session, sessionFrom } from './session.ts';

export type AnswerDeps = ContextDeps &
  Pick<VerifierDeps, 'requests' | 'changes' | 'identity' | 'log' | 'metrics'>;

/** What the wallet is told: nothing, or what was wrong with its answer. Never what the report says. */
export type Answered =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly description: string };

const refuse = (description: string): Answered => ({ accepted: false, description });

/**
 * Handles the form that a wallet posted to the response address of a session.
 * @returns accepted also for a refusal by the worker, and for a genuine credential that is withdrawn or expired
 */
export async function answerRequest(
  posted: { readonly requestId: string; readonly form: unknown },
  deps: AnswerDeps,
): Promise<Answered> {
  const stored = await deps.requests.loadRequest(posted.requestId);
  if (!stored) return refuse('There is no such session.');
  const session = sessionFrom(stored, deps.clock());
  const parsed = parseAuthorizationResponse(posted.form, session.formats);
  const state = parsed.ok ? parsed.value.state : parsed.error.state;
  if (state === undefined || !equalBytes(toUtf8(state), toUtf8(session.state)))
    return refuse('The response does not belong to this session.');
  if (session.phase !== 'waiting' || !(await deps.requests.takeRequest(session.requestId, deps.clock())))
    return refuse('The session has expired or was answered before.');
  try {
    if (!parsed.ok) {
      await end(session, { report: await reportUnreadable(deps) }, deps);
      return refuse(parsed.error.message);
    }
    if (parsed.value.kind === 'error') {
      await end(session, { reason: parsed.value.error }, deps);
      return { accepted: true };
    }
    const { report, satisfied, problems } = await judge(session, parsed.value.presented, deps);
    await end(session, { report }, deps);
    return satisfied ? { accepted: true } : refuse(describe(problems));
  } catch (error) {
    deps.log.error({ err: error }, 'a presentation could not be judged');
    await end(session, { reason: 'server_error' }, deps);
    throw error;
  }
}

/** ASCII only, as error descriptions must be. */
const describe = (problems: readonly string[]): string =>
  `The presentation was not accepted. ${problems.join(' ')}`.replace(/[^\x20-\x7e]/g, '').trim();

async function judge(session: Session, presented: Presented, deps: AnswerDeps): Promise<PresentationVerdict> {
  const context = await createContext(deps);
  const text =
    typeof presented.presentation === 'string'
      ? presented.presentation
      : JSON.stringify(presented.presentation);
  const received = parseReceived({ bytes: toUtf8(text) });
  const expected = presented.format === 'ldp_vc' ? 'ldp_vp' : presented.format;
  if (!received.ok || received.value.length !== 1 || received.value[0]?.format !== expected)
    return { report: await reportUnreadable(deps), satisfied: false, problems: [] };
  return verifyPresentation(
    received.value,
    {
      audience: deps.identity.clientId,
      nonce: session.nonce,
      askedClaims: askedClaims(session.purpose),
      requiredClaims: policyOf(session.purpose).required,
    },
    context,
  );
}

async function reportUnreadable(deps: AnswerDeps): Promise<Report> {
  const context = await createContext(deps);
  return createReport([verifyMalformed()], context);
}

async function end(
  session: Session,
  outcome: { readonly report: Report } | { readonly reason: string },
  { requests, changes, metrics }: AnswerDeps,
): Promise<void> {
  await requests.endRequest(
    session.requestId,
    'report' in outcome
      ? { phase: 'received', report: JSON.stringify(outcome.report) }
      : { phase: 'refused', reason: outcome.reason },
  );
  metrics
    .counter('kluscv_answers_total', 'Answers of wallets, by purpose and outcome.', ['purpose', 'outcome'])
    .inc({ purpose: session.purpose, outcome: 'report' in outcome ? outcome.report.outcome : 'refused' });
  changes.announce(session.requestId);
}
