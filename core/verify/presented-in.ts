/** The credentials inside what was handed in: itself, or those in the W3C presentation that it is. */
import { err, ok, type Result } from '../result.ts';
import { isJsonObject } from '../strict-json.ts';
import type { PresentedCredential } from './checks/check-holder.ts';
import { type ParseFailure, parseFailure, type Seen } from './messages.ts';
import { type Received, receivedLimits } from './received.ts';

const unreadable = (seen: Seen) => err(parseFailure(seen));

/** Each credential with the presentation around it; what could not be read in place of any. */
export const presentedIn = (received: Received): Result<readonly PresentedCredential[], ParseFailure> => {
  if (received.format !== 'ldp_vp') return ok([{ credential: received, presentation: undefined }]);
  const { document } = received;
  const inside = [document.verifiableCredential ?? []].flat();
  if (inside.length === 0) return unreadable('nothing');
  if (inside.length > receivedLimits.credentials) return unreadable('too_many');
  const credentials = inside.filter(isJsonObject);
  if (credentials.length < inside.length) return unreadable('other_credential');
  return ok(
    credentials.map((credential) => ({
      credential: { format: 'ldp_vc', document: credential },
      presentation: document,
    })),
  );
};
