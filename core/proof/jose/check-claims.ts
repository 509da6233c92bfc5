/** What the claims beside a document must say, and must not (VC-JOSE-COSE 1.0 sections 3.1.1 to 3.2.2). */
import { isJsonObject, type JsonObject } from '../../strict-json.ts';
import type { Problem } from '../problem.ts';
import type { DocumentKind } from './media-types.ts';

export type ClaimsProblem = Problem<
  'claims_nested' | 'claims_issuer' | 'claims_subject' | 'claims_id' | 'claims_period'
>;

const idOf = (party: unknown): unknown => (isJsonObject(party) ? party.id : party);

/** A registered claim where there is one must say what the document says. */
const contradicts = (claim: unknown, said: unknown): boolean =>
  claim !== undefined && said !== undefined && claim !== said;

/**
 * Why the claims speak against the document, or undefined. `exp`, `nbf` and `iat` are no part of it: whether something
 * still holds is another question than whether it is signed, and the vectors write `iat` as a date.
 */
export const findClaimsProblem = (payload: JsonObject, kind: DocumentKind): ClaimsProblem | undefined => {
  if ('vc' in payload || 'vp' in payload)
    return { code: 'claims_nested', message: 'The claims vc and vp belong to an older form.' };
  const party = kind === 'credential' ? payload.issuer : payload.holder;
  if (contradicts(payload.iss, idOf(party)))
    return { code: 'claims_issuer', message: 'iss is another than the document says.' };
  if (contradicts(payload.jti, payload.id))
    return { code: 'claims_id', message: 'jti is another than the id of the document.' };
  const subject = isJsonObject(payload.credentialSubject) ? payload.credentialSubject.id : undefined;
  if (kind === 'credential' && contradicts(payload.sub, subject))
    return { code: 'claims_subject', message: 'sub is another than the subject of the document.' };
  return undefined;
};

const registered: readonly string[] = [
  'iss',
  'sub',
  'aud',
  'exp',
  'nbf',
  'iat',
  'jti',
  'cnf',
  'status',
  'nonce',
];

/** The document without the claims that JWT gives it. */
export const documentFrom = (payload: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(payload).filter(([name]) => !registered.includes(name)));
