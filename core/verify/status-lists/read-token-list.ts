/** One place in a Token Status List (draft 20, section 8.3): a JWT that must be this platform's own. */
import { parseJws, verifyJws } from '../../proof/index.ts';
import {
  decodeTokenStatusList,
  statusAt,
  TokenStatusListPayload,
  tokenStatus,
  tokenStatusListType,
} from '../../status/index.ts';
import type { Platform } from '../../trust/index.ts';
import type { VerifyContext } from '../context.ts';
import type { StatusReference } from '../formats/format.ts';
import { issuerKeyFrom } from '../formats/issuer-certificate.ts';
import { listTimes } from './list-times.ts';
import type { StatusAnswer } from './status-answer.ts';

type Loaded = {
  readonly body: Uint8Array;
  readonly reference: Extract<StatusReference, { kind: 'token' }>;
  readonly platform: Platform;
};

type State = Extract<StatusAnswer, { state: unknown }>['state'];

const states: ReadonlyMap<number, State> = new Map<number, State>([
  [tokenStatus.valid, 'active'],
  [tokenStatus.revoked, 'revoked'],
  [tokenStatus.suspended, 'suspended'],
]);

/** What the list beside it says, which speaks of newer ones only (`newerListUrl`). */
const newerStates: ReadonlyMap<number, State> = new Map<number, State>([
  [0, 'active'],
  [1, 'newer'],
]);

const verifyToken = async (token: string, platform: Platform, { now, crypto }: VerifyContext) => {
  const parsed = parseJws(token);
  if (!parsed.ok || parsed.value.header.typ !== tokenStatusListType) return undefined;
  const own = await issuerKeyFrom(parsed.value.header.x5c, platform, now);
  const { held } = platform;
  // Whoever holds a platform's lists may sign them, and nothing else in its name.
  const key =
    own.ok || held === undefined
      ? own
      : await issuerKeyFrom(
          parsed.value.header.x5c,
          { ...platform, certificateAnchors: held.certificateAnchors },
          now,
        );
  const verified = key.ok ? await verifyJws(token, key.value, crypto) : undefined;
  return verified?.ok ? TokenStatusListPayload.safeParse(verified.value.payload) : undefined;
};

/**
 * What the list says at the credential's index; a problem whenever it is not certain that the platform says so now.
 *
 * @param body the token as it was fetched
 */
export const readTokenList = async (
  { body, reference, platform }: Loaded,
  context: VerifyContext,
): Promise<StatusAnswer> => {
  const payload = await verifyToken(new TextDecoder().decode(body).trim(), platform, context);
  if (!payload?.success) return { problem: 'status_unreadable' };
  const { sub, iat, exp, status_list: list } = payload.data;
  if (sub !== reference.url) return { problem: 'status_foreign' };
  // The specification lets `exp` be absent; a list without an end could be shown for ever.
  const times = exp === undefined ? undefined : listTimes({ from: iat * 1000, until: exp * 1000 }, context);
  if (times === undefined) return { problem: 'status_expired' };
  const decoded = decodeTokenStatusList(list);
  if (!decoded.ok) return { problem: 'status_unreadable' };
  const status = statusAt(decoded.value, reference.index);
  if (status === undefined) return { problem: 'status_outside' };
  const state = (reference.tells === 'newer' ? newerStates : states).get(status);
  return state === undefined ? { problem: 'status_unreadable' } : { state, listDate: times.from };
};
