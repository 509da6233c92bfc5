/** The response (OpenID4VP 1.0 section 8): what a wallet sends, an answer or a refusal, told apart before anything is believed. */
import { err, ok, type Result } from '../result.ts';
import { isJsonObject, type JsonObject, parseStrictJson } from '../strict-json.ts';
import { formatOfQueryId, type PresentationFormat } from './dcql.ts';

export type Presented = {
  readonly queryId: string;
  readonly format: PresentationFormat;
  /** A compact SD-JWT with key binding, or a W3C presentation: a JWT, or a JSON object. */
  readonly presentation: string | Readonly<Record<string, unknown>>;
};

export type Answer =
  | { readonly kind: 'presentation'; readonly presented: Presented }
  | { readonly kind: 'error'; readonly error: string };

export type AuthorizationResponse = Answer & { readonly state: string };

/** `state` stands there when the response said for which session it was, so that the session can end. */
export type ResponseProblem = { readonly message: string; readonly state?: string };

const problem = (message: string, state?: string): { ok: false; error: ResponseProblem } =>
  err(state === undefined ? { message } : { message, state });

/**
 * Parses the form that a wallet posts in `direct_post`: `vp_token` (JSON object from query id to a list with exactly
 * one presentation) and `state`, or `error` and `state`.
 * @param formats the formats that this session asked for
 */
export function parseAuthorizationResponse(
  form: unknown,
  formats: readonly PresentationFormat[],
): Result<AuthorizationResponse, ResponseProblem> {
  if (!isJsonObject(form)) return problem('The response is not a form.');
  const state = parseState(form.state);
  if (state === undefined) return problem('The response must name its session once, in "state".');
  if ('response' in form) return problem('This session asked for a response that is not encrypted.', state);
  return withState(state, parseForm(form, formats));
}

/** What a session that asked for encryption was sent: the encrypted answer, or a refusal, which may be plain (section 8.5). */
export type EncryptedResponse =
  | { readonly kind: 'encrypted'; readonly jwe: string }
  | { readonly kind: 'error'; readonly error: string; readonly state: string };

/** Parses the form of `direct_post.jwt`: `response` alone, or `error` and `state`. A plain `vp_token` is refused. */
export function parseEncryptedResponse(form: unknown): Result<EncryptedResponse, ResponseProblem> {
  if (!isJsonObject(form)) return problem('The response is not a form.');
  const state = parseState(form.state);
  if ('vp_token' in form)
    return problem('This session asked for an encrypted response: no "vp_token" in the open.', state);
  if (typeof form.response === 'string' && form.error === undefined)
    return ok({ kind: 'encrypted', jwe: form.response });
  if (form.response !== undefined || form.error === undefined)
    return problem('The response must have one "response", encrypted, or one "error".', state);
  if (state === undefined) return problem('The response must name its session once, in "state".');
  const answer = parseError(form.error);
  return answer.ok ? ok({ ...answer.value, state }) : problem(answer.error, state);
}

/** Parses what was in an encrypted response: `vp_token` as an object and `state`, or `error` and `state` (section 8.3). */
export function parseDecryptedResponse(
  members: JsonObject,
  formats: readonly PresentationFormat[],
): Result<AuthorizationResponse, ResponseProblem> {
  const state = parseState(members.state);
  if (state === undefined) return problem('The response must name its session, in "state".');
  return withState(state, parseMembers(members, formats));
}

/** Parses the members of an answer through the browser, which has no `state` (appendix A.4). */
export function parseDigitalResponse(
  members: JsonObject,
  formats: readonly PresentationFormat[],
): Result<Answer, string> {
  return 'response' in members
    ? err('This session asked for a response that is not encrypted.')
    : parseMembers(members, formats);
}

const withState = (
  state: string,
  answer: Result<Answer, string>,
): Result<AuthorizationResponse, ResponseProblem> =>
  answer.ok ? ok({ ...answer.value, state }) : problem(answer.error, state);

const parseState = (state: unknown): string | undefined =>
  typeof state === 'string' && /^[A-Za-z0-9_-]{22,128}$/.test(state) ? state : undefined;

const parseError = (error: unknown): Result<Answer & { kind: 'error' }, string> =>
  typeof error === 'string' && /^[\x20-\x7e]{1,100}$/.test(error)
    ? ok({ kind: 'error', error })
    : err('The "error" of the response is not an error code.');

function parseForm(form: JsonObject, formats: readonly PresentationFormat[]): Result<Answer, string> {
  if (form.error !== undefined) return parseError(form.error);
  if (typeof form.vp_token !== 'string') return err('The response must have one "vp_token".');
  const parsed = parseStrictJson(form.vp_token);
  return parseVpToken(parsed.ok ? parsed.value : undefined, formats);
}

function parseMembers(members: JsonObject, formats: readonly PresentationFormat[]): Result<Answer, string> {
  return members.error === undefined ? parseVpToken(members.vp_token, formats) : parseError(members.error);
}

function parseVpToken(token: unknown, formats: readonly PresentationFormat[]): Result<Answer, string> {
  if (!isJsonObject(token))
    return err('The "vp_token" must be a JSON object from query id to presentations.');
  const entries = Object.entries(token);
  const [entry] = entries;
  if (!entry || entries.length !== 1) return err('The "vp_token" must answer exactly one of the queries.');
  const [queryId, presentations] = entry;
  const format = formatOfQueryId(queryId);
  if (!format || !formats.includes(format)) return err('The "vp_token" answers a query that was not asked.');
  if (!Array.isArray(presentations) || presentations.length !== 1)
    return err('The "vp_token" must have a list with exactly one presentation.');
  const presentation: unknown = presentations[0];
  if (format === 'ldp_vc' ? isJsonObject(presentation) : typeof presentation === 'string')
    return ok({
      kind: 'presentation',
      presented: { queryId, format, presentation: presentation as Presented['presentation'] },
    });
  return err('The presentation is not in the format of its query.');
}
