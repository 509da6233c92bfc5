/** Judges what a wallet answered, writes the end of the session down, and decides what the wallet is told. */
import type { Answer, Presented } from '../../core/openid/index.ts';
import type { Result } from '../../core/result.ts';
import { createReport, type Report, verifyMalformed } from '../../core/verify/index.ts';
import type { VerifierDeps } from '../deps.ts';
import { type ContextDeps, createContext } from '../report/create-context.ts';
import { judgePresented } from './judge-presented.ts';
import { keepPresented, textOfPresented } from './presented-answer.ts';
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
    | 'vault'
  >;

/** What the wallet is told: where to go next if anywhere, or what was wrong with its answer. Never what the report says. */
export type Answered =
  | { readonly accepted: true; readonly redirectUri?: string }
  | { readonly accepted: false; readonly description: string };

export const refuse = (description: string): Answered => ({ accepted: false, description });

/** The reason of a same-device session whose answer did not hold: its content is shown to nobody. */
const notAccepted = 'answer_not_accepted';

/** The reason when what came is genuine, but too little for the purpose: no report, which would read as an answer. */
const tooLittle = 'claims_missing';

const lacksClaims = ({ outcome, credentials }: Report): boolean =>
  outcome !== 'not_bound' && credentials.some(({ checks }) => checks.some(({ code }) => code === tooLittle));

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
    const { presented } = answer.value;
    const { report, satisfied, problems } = await judgePresented(
      session,
      { format: presented.format, presentation: textOfPresented(presented) },
      deps,
    );
    const outcome = lacksClaims(report) ? { reason: tooLittle } : { report, presented };
    const answered = await end(session, outcome, satisfied, deps);
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

async function reportUnreadable(deps: SettleDeps): Promise<Report> {
  const context = await createContext(deps);
  return createReport([verifyMalformed()], context);
}

async function end(
  session: Session,
  outcome: { readonly report: Report; readonly presented?: Presented } | { readonly reason: string },
  accepted: boolean,
  deps: SettleDeps,
): Promise<Answered> {
  const { requests, changes, metrics } = deps;
  const isSameDevice = session.flow === 'same-device';
  const back = isSameDevice && accepted ? await createWayBack(session, deps) : undefined;
  const shown = isSameDevice && !accepted ? { reason: notAccepted } : outcome;
  await requests.endRequest(session.requestId, {
    ...('report' in shown
      ? {
          phase: 'received',
          report: JSON.stringify(shown.report),
          ...(await keepShown(session, shown, deps)),
        }
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

/** What was shown, sealed, for as long as the session is kept: a report for the file is made from it. */
const keepShown = async (
  { requestId }: Session,
  { presented }: { readonly presented?: Presented },
  deps: SettleDeps,
) =>
  presented === undefined
    ? {}
    : { presented: await keepPresented(requestId, presented, deps), answeredAt: deps.clock() };

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
