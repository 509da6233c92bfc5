/** The credentials inside what was handed in: itself, or those in the W3C presentation that it is. */
import { parseJws, parseJwsPayload } from '../proof/index.ts';
import { err, ok, type Result } from '../result.ts';
import { isJsonObject } from '../strict-json.ts';
import type { PresentedCredential } from './checks/check-holder.ts';
import { type ParseFailure, parseFailure, type Seen } from './messages.ts';
import {
  type Received,
  type ReceivedCredential,
  type ReceivedPresentation,
  receivedLimits,
} from './received.ts';

const unreadable = (seen: Seen) => err(parseFailure(seen));

/** What a JWT presentation carries; undefined when it cannot be read. */
const insideJwt = (compact: string): unknown => {
  const parsed = parseJws(compact);
  const payload = parsed.ok ? parseJwsPayload(parsed.value) : parsed;
  if (!payload.ok || !isJsonObject(payload.value.vp)) return undefined;
  const { type, verifiableCredential } = payload.value.vp;
  return [type].flat().includes('VerifiablePresentation') ? (verifiableCredential ?? []) : undefined;
};

/** A credential in the form in which this kind of presentation carries it; undefined for anything else. */
const credentialIn = (
  presentation: ReceivedPresentation,
  inside: unknown,
): ReceivedCredential | undefined => {
  if (presentation.format === 'ldp_vp')
    return isJsonObject(inside) ? { format: 'ldp_vc', document: inside } : undefined;
  return typeof inside === 'string' ? { format: 'jwt_vc_json', compact: inside } : undefined;
};

/** Each credential with the presentation around it; what could not be read in place of any. */
export const presentedIn = (received: Received): Result<readonly PresentedCredential[], ParseFailure> => {
  if (received.format !== 'ldp_vp' && received.format !== 'jwt_vp_json')
    return ok([{ credential: received, presentation: undefined }]);
  const carried =
    received.format === 'ldp_vp'
      ? (received.document.verifiableCredential ?? [])
      : insideJwt(received.compact);
  if (carried === undefined) return unreadable('damaged');
  const inside = [carried].flat();
  if (inside.length === 0) return unreadable('nothing');
  if (inside.length > receivedLimits.credentials) return unreadable('too_many');
  const credentials = inside.flatMap((one) => credentialIn(received, one) ?? []);
  if (credentials.length < inside.length) return unreadable('other_credential');
  return ok(credentials.map((credential) => ({ credential, presentation: received })));
};
