/** An SD-JWT taken apart (RFC 9901 section 4): issuer's JWT, disclosures, and the key binding JWT when there is one. */
import { err, ok, type Result } from '../../result.ts';
import type { JsonObject } from '../../strict-json.ts';
import { type JwsProblem, type ParsedJws, parseJws, parseJwsPayload } from '../jws.ts';
import type { Problem } from '../problem.ts';

/** Sixty months of hours make about two hundred disclosures. */
const maxDisclosures = 2_000;
const maxLength = 1_000_000;

export type ParsedSdJwt = {
  readonly header: JsonObject;
  /** As signed, digests and all. Nothing about it has been verified. */
  readonly payload: JsonObject;
  readonly issuerJwt: ParsedJws;
  /** Encoded, in the order of appearance. */
  readonly disclosures: readonly string[];
  readonly keyBindingJwt?: string;
  /** Everything up to and including the last tilde: what `sd_hash` is over. */
  readonly withoutKeyBinding: string;
};

export type SdJwtParseProblem = JwsProblem | Problem<'sd_jwt_malformed'>;

const malformed = (message: string) => err({ code: 'sd_jwt_malformed' as const, message });

/** Takes a compact SD-JWT apart, with or without key binding. A JWT without any tilde is refused. Never throws. */
export const parseSdJwt = (compact: string): Result<ParsedSdJwt, SdJwtParseProblem> => {
  if (compact.length > maxLength) return malformed('The SD-JWT is too long.');
  const [jwt = '', ...rest] = compact.split('~');
  const last = rest.pop();
  if (last === undefined) return malformed('An SD-JWT has a tilde behind its JWT.');
  if (rest.length > maxDisclosures) return malformed('The SD-JWT has too many disclosures.');
  if (rest.includes('')) return malformed('The SD-JWT has an empty disclosure.');
  const issuerJwt = parseJws(jwt);
  if (!issuerJwt.ok) return issuerJwt;
  const payload = parseJwsPayload(issuerJwt.value);
  if (!payload.ok) return payload;
  return ok({
    header: issuerJwt.value.header,
    payload: payload.value,
    issuerJwt: issuerJwt.value,
    disclosures: rest,
    ...(last === '' ? {} : { keyBindingJwt: last }),
    withoutKeyBinding: compact.slice(0, compact.length - last.length),
  });
};
