/** The response (OpenID4VP 1.0 section 8): what a wallet posts, an answer or a refusal, told apart before anything is believed. */
import { err, ok, type Result } from '../result.ts';
import { parseStrictJson } from '../strict-json.ts';
import { formatOfQueryId, type PresentationFormat } from './dcql.ts';

export type Presented = {
  readonly queryId: string;
  readonly format: PresentationFormat;
  /** A compact SD-JWT with key binding, or a W3C presentation as a JSON object. */
  readonly presentation: string | Readonly<Record<string, unknown>>;
};

export type AuthorizationResponse =
  | { readonly kind: 'presentation'; readonly state: string; readonly presented: Presented }
  | { readonly kind: 'error'; readonly state: string; readonly error: string };

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
  if (!isRecord(form)) return problem('The response is not a form.');
  const state = form.state;
  if (typeof state !== 'string' || !/^[A-Za-z0-9_-]{22,128}$/.test(state))
    return problem('The response must name its session once, in "state".');
  if ('response' in form) return problem('This session asked for a response that is not encrypted.', state);
  const error = form.error;
  if (error !== undefined) {
    return typeof error === 'string' && /^[\x20-\x7e]{1,100}$/.test(error)
      ? ok({ kind: 'error', state, error })
      : problem('The "error" of the response is not an error code.', state);
  }
  const token = form.vp_token;
  if (typeof token !== 'string') return problem('The response must have one "vp_token".', state);
  const presented = parseVpToken(token, formats);
  return presented.ok
    ? ok({ kind: 'presentation', state, presented: presented.value })
    : problem(presented.error, state);
}

function parseVpToken(text: string, formats: readonly PresentationFormat[]): Result<Presented, string> {
  const parsed = parseStrictJson(text);
  if (!parsed.ok || !isRecord(parsed.value))
    return err('The "vp_token" must be a JSON object from query id to presentations.');
  const token = parsed.value;
  const entries = Object.entries(token);
  const [entry] = entries;
  if (!entry || entries.length !== 1) return err('The "vp_token" must answer exactly one of the queries.');
  const [queryId, presentations] = entry;
  const format = formatOfQueryId(queryId);
  if (!format || !formats.includes(format)) return err('The "vp_token" answers a query that was not asked.');
  if (!Array.isArray(presentations) || presentations.length !== 1)
    return err('The "vp_token" must have a list with exactly one presentation.');
  const presentation: unknown = presentations[0];
  if (format === 'dc+sd-jwt' ? typeof presentation === 'string' : isRecord(presentation))
    return ok({ queryId, format, presentation: presentation as Presented['presentation'] });
  return err('The presentation is not in the format of its query.');
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
