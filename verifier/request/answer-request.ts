/**
 * Takes a wallet's answer to a session, in the order of OpenID4VP 1.0 section 8.6: the session first, then the form,
 * then everything about the presentation. Whatever comes of it, the session is over: a nonce is good for one answer.
 */
import { equalBytes, toUtf8 } from '../../core/bytes.ts';
import {
  type AuthorizationResponse,
  isEncrypted,
  parseAuthorizationResponse,
  parseDecryptedResponse,
  parseEncryptedResponse,
  type ResponseProblem,
} from '../../core/openid/index.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { openResponse } from './response-key.ts';
import { type Session, sessionFrom } from './session.ts';
import { type Answered, refuse, type SettleDeps, settleRequest } from './settle-request.ts';

const over = 'The session has expired or was answered before.';

/** Handles the form that a wallet posted to the response address of a session. */
export async function answerRequest(
  posted: { readonly requestId: string; readonly form: unknown },
  deps: SettleDeps,
): Promise<Answered> {
  const stored = await deps.requests.loadRequest(posted.requestId);
  const session = stored && sessionFrom(stored, deps.clock());
  if (!session || session.flow === 'digital-credentials') return refuse('There is no such session.');
  if (session.phase !== 'waiting') return refuse(over);
  const response = await readResponse(session, posted.form, deps);
  const state = response.ok ? response.value.state : response.error.state;
  // What names no session, or another, is refused and does not end this one.
  if (state === undefined)
    return refuse(response.ok ? 'The response does not belong to this session.' : response.error.message);
  if (!equalBytes(toUtf8(state), toUtf8(session.state)))
    return refuse('The response does not belong to this session.');
  if (!(await deps.requests.takeRequest(session.requestId, deps.clock()))) return refuse(over);
  return settleRequest(session, response.ok ? response : err(response.error.message), deps);
}

/** The answer in the form, out of its envelope when the session asked for one. */
async function readResponse(
  session: Session,
  form: unknown,
  deps: SettleDeps,
): Promise<Result<AuthorizationResponse, ResponseProblem>> {
  if (!isEncrypted(session.responseMode)) return parseAuthorizationResponse(form, session.formats);
  const parsed = parseEncryptedResponse(form);
  if (!parsed.ok) return parsed;
  if (parsed.value.kind === 'error') return ok(parsed.value);
  if (session.encryptionKey === undefined) return err({ message: 'The key of this request is gone.' });
  const opened = await openResponse(parsed.value.jwe, session.encryptionKey, deps);
  return opened.ok ? parseDecryptedResponse(opened.value, session.formats) : err({ message: opened.error });
}
