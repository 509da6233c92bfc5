/** Judges what a wallet answered, writes the end of the session down, and decides what the wallet is told. */
import { toUtf8 } from '../../core/bytes.ts';
import {
  type Answer,
  askedClaims,
  digitalAudience,
  type Presented,
  policyOf,
  presentationFormOf,
} from '../../core/openid/index.ts';
import type { Result } from '../../core/result.ts';
import {
  createReport,
  type PresentationVerdict,
  parseReceived,
  type Report,
  verifyMalformed,
  verifyPresentation,
} from '../../core/verify/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { clientIdOf } from '../keys/client-ids.ts';
import { type ContextDeps, createContext } from '../report/create-context.ts';
import type { Session } from './session.ts';
import { createToken, hashToken } from './tokens.ts';

export type SettleDeps = ContextDeps &
  Pick<
    VerifierDeps,
    | 'url'
    | 'requests'
    | 'requestWebhooks'
    | 'clock'
    | 'changes'
    | 'identity'
    | 'log'
    | 'metrics'
    | 'verdicts'
    | 'keySecret'
  >;

/** What the wallet is told: where to go next if anywhere, or what was wrong with its answer. Never what the report says. */
export type Answered =
  | { readonly accepted: true; readonly redirectUri?: string }
  | { readonly accepted: false; readonly description: string };

export const refuse = (description: string): Answered => ({ accepted: false, description });

/** The reason of a same-device session whose answer did not hold: its content is shown to nobody. */
const notAccepted = 'answer_not_accepted';

/**
 * Ends a session that was taken for this answer.
 * @returns accepted also for a refusal by the worker, and for a genuine credential that is withdrawn or expired
 */
export async function settleRequest(
  session: Session,
  answer: Result<Answer, string>,
  deps: SettleDeps,
): Promise<Answered> {
  try {
    if (!answer.ok) {
      await end(session, { report: await reportUnreadable(deps) }, false, deps);
      return refuse(answer.error);
    }
    if (answer.value.kind === 'error') return await end(session, { reason: answer.value.error }, true, deps);
    const { report, satisfied, problems } = await judge(session, answer.value.presented, deps);
    const answered = await end(session, { report }, satisfied, deps);
    return satisfied ? answered : refuse(describe(problems));
  } catch (error) {
    deps.log.error({ err: error }, 'a presentation could not be judged');
    await end(session, { reason: 'server_error' }, false, deps);
    throw error;
  }
}

/** ASCII only, as error descriptions must be. */
const describe = (problems: readonly string[]): string =>
  `The presentation was not accepted. ${problems.join(' ')}`.replace(/[^\x20-\x7e]/g, '').trim();

async function judge(session: Session, presented: Presented, deps: SettleDeps): Promise<PresentationVerdict> {
  const context = await createContext(deps);
  const text =
    typeof presented.presentation === 'string'
      ? presented.presentation
      : JSON.stringify(presented.presentation);
  const received = parseReceived({ bytes: toUtf8(text) });
  const expected = presentationFormOf(presented.format);
  if (!received.ok || received.value.length !== 1 || received.value[0]?.format !== expected)
    return { report: await reportUnreadable(deps), satisfied: false, problems: [] };
  return verifyPresentation(
    received.value,
    {
      audience: audienceOf(session, deps),
      nonce: session.nonce,
      askedClaims: askedClaims(session.purpose),
      requiredClaims: policyOf(session.purpose).required,
    },
    context,
  );
}

/** Whom the presentation must be made out to: the full client id, or through the browser the page's origin. */
const audienceOf = (session: Session, { identity }: Pick<SettleDeps, 'identity'>): string =>
  session.origin === undefined
    ? clientIdOf(session.clientIdPrefix, identity)
    : digitalAudience(session.origin);

async function reportUnreadable(deps: SettleDeps): Promise<Report> {
  const context = await createContext(deps);
  return createReport([verifyMalformed()], context);
}

async function end(
  session: Session,
  outcome: { readonly report: Report } | { readonly reason: string },
  accepted: boolean,
  deps: SettleDeps,
): Promise<Answered> {
  const { requests, changes, metrics } = deps;
  const isSameDevice = session.flow === 'same-device';
  const back = isSameDevice && accepted ? await createWayBack(session, deps) : undefined;
  const shown = isSameDevice && !accepted ? { reason: notAccepted } : outcome;
  await requests.endRequest(session.requestId, {
    ...('report' in shown
      ? { phase: 'received', report: JSON.stringify(shown.report) }
      : { phase: 'refused', reason: shown.reason }),
    ...(back === undefined ? {} : { responseCodeHash: back.hash }),
  });
  // On the same device the end is only for who comes back with the code, and is told then.
  if (back === undefined)
    await deps.requestWebhooks.endWebhook(
      session.requestId,
      'report' in shown ? 'received' : 'refused',
      deps.clock(),
    );
  metrics
    .counter('kluscv_answers_total', 'Answers of wallets, by purpose and outcome.', ['purpose', 'outcome'])
    .inc({ purpose: session.purpose, outcome: 'report' in outcome ? outcome.report.outcome : 'refused' });
  deps.verdicts.count(session.purpose, 'report' in outcome ? outcome.report.outcome : 'refused');
  changes.announce(session.requestId);
  return back === undefined ? { accepted: true } : { accepted: true, redirectUri: back.url };
}

/**
 * The address to come back to, with a code that no page has seen before (section 8.2): in the fragment of our own page,
 * which no server log sees, and in the query of another site's, whose back end hands it in.
 */
async function createWayBack(
  session: Session,
  { url, crypto }: Pick<SettleDeps, 'url' | 'crypto'>,
): Promise<{ readonly url: string; readonly hash: string }> {
  const code = createToken(crypto, 32);
  const hash = await hashToken(crypto, code);
  if (session.returnUrl === undefined)
    return { url: `${url}/requests/${session.requestId}#response_code=${code}`, hash };
  const address = new URL(session.returnUrl);
  address.searchParams.set('response_code', code);
  return { url: address.href, hash };
}
