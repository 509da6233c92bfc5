/** Takes the answer that came through the browser (OpenID4VP 1.0 appendix A.4), handed in by the page that asked. */
import { type Answer, digitalProtocols, isEncrypted, parseDigitalResponse } from '../../core/openid/index.ts';
import { err, type Result } from '../../core/result.ts';
import { isJsonObject, parseStrictJson } from '../../core/strict-json.ts';
import { openResponse } from './response-key.ts';
import type { Session } from './session.ts';
import { type Answered, refuse, type SettleDeps, settleRequest } from './settle-request.ts';

/** What `navigator.credentials.get` gives: the protocol that the wallet chose, and its data. */
export type DigitalAnswer = { readonly protocol: string; readonly data: unknown };

/** Judges the answer and ends the session; the caller has seen to it that this is the browser that asked. */
export async function answerDigitalRequest(
  session: Session,
  answer: DigitalAnswer,
  deps: SettleDeps,
): Promise<Answered> {
  if (session.flow !== 'digital-credentials' || session.phase !== 'waiting')
    return refuse('The session has expired or was answered before.');
  const read = await readDigitalAnswer(session, answer, deps);
  if (!(await deps.requests.takeRequest(session.requestId, deps.clock())))
    return refuse('The session has expired or was answered before.');
  return settleRequest(session, read, deps);
}

async function readDigitalAnswer(
  session: Session,
  { protocol, data }: DigitalAnswer,
  deps: SettleDeps,
): Promise<Result<Answer, string>> {
  if (!digitalProtocols.some((known) => known === protocol)) return err('The protocol was not asked for.');
  // Some browsers hand the data over as text.
  const text = typeof data === 'string' ? parseStrictJson(data) : undefined;
  const members: unknown = text === undefined ? data : text.ok ? text.value : undefined;
  if (!isJsonObject(members)) return err('The data of the answer is not an object.');
  if (!isEncrypted(session.responseMode)) return parseDigitalResponse(members, session.formats);
  if (members.error !== undefined && !('response' in members) && !('vp_token' in members))
    return parseDigitalResponse(members, session.formats);
  if ('vp_token' in members || typeof members.response !== 'string' || session.encryptionKey === undefined)
    return err('This session asked for an encrypted response.');
  const opened = await openResponse(members.response, session.encryptionKey, deps);
  return opened.ok ? parseDigitalResponse(opened.value, session.formats) : opened;
}
