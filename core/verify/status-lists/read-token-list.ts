/** A Token Status List (draft 20, section 8.3): a JWT that must be this platform's own. */
import { parseJws, verifyJws } from '../../proof/index.ts';
import { err, ok } from '../../result.ts';
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
import type { ListState, StatusAnswer } from './status-answer.ts';
import { answerAt, type ListVerdict } from './verified-list.ts';

type Loaded = {
  readonly body: Uint8Array;
  readonly reference: Extract<StatusReference, { kind: 'token' }>;
  readonly platform: Platform;
};

const states: ReadonlyMap<number, ListState> = new Map<number, ListState>([
  [tokenStatus.valid, 'active'],
  [tokenStatus.revoked, 'revoked'],
  [tokenStatus.suspended, 'suspended'],
]);

/** What the list beside it says, which speaks of newer ones only (`newerListUrl`). */
const newerStates: ReadonlyMap<number, ListState> = new Map<number, ListState>([
  [0, 'active'],
  [1, 'newer'],
]);

const verifyList = async (
  { body, reference, platform }: Loaded,
  { now, crypto }: VerifyContext,
): Promise<ListVerdict> => {
  const token = new TextDecoder().decode(body).trim();
  const parsed = parseJws(token);
  if (!parsed.ok || parsed.value.header.typ !== tokenStatusListType) return err('status_unreadable');
  const { x5c } = parsed.value.header;
  const { held } = platform;
  const own = await issuerKeyFrom(x5c, platform, now);
  // Whoever holds a platform's lists may sign them, and nothing else in its name.
  const signedBy =
    own.ok || held === undefined ? platform : { ...platform, certificateAnchors: held.certificateAnchors };
  const key = signedBy === platform ? own : await issuerKeyFrom(x5c, signedBy, now);
  const verified = key.ok ? await verifyJws(token, key.value, crypto) : undefined;
  const payload = TokenStatusListPayload.safeParse(verified?.ok ? verified.value.payload : undefined);
  if (!payload.success) return err('status_unreadable');
  const { sub, iat, exp, ttl, status_list: list } = payload.data;
  if (sub !== reference.url) return err('status_foreign');
  // The specification lets `exp` be absent; a list without an end could be shown for ever.
  if (exp === undefined) return err('status_expired');
  const decoded = decodeTokenStatusList(list);
  if (!decoded.ok) return err('status_unreadable');
  const meanings = reference.tells === 'newer' ? newerStates : states;
  return ok({
    from: iat * 1000,
    until: exp * 1000,
    ttlSeconds: ttl,
    bytes: decoded.value.bytes.length,
    holdsAt: async (context) => (await issuerKeyFrom(x5c, signedBy, context.now, context.issuerChains)).ok,
    stateAt: (index) => {
      const status = statusAt(decoded.value, index);
      return status === undefined ? 'outside' : (meanings.get(status) ?? 'unreadable');
    },
  });
};

/**
 * What the list says at the credential's index; a problem whenever it is not certain that the platform says so now.
 * Verified once per version when the context has a memory for it.
 *
 * @param body the token as it was fetched
 */
export const readTokenList = async (loaded: Loaded, context: VerifyContext): Promise<StatusAnswer> => {
  const { body, reference, platform } = loaded;
  const verify = () => verifyList(loaded, context);
  const name = `token ${reference.tells ?? ''} ${platform.did} ${reference.url}`;
  const verdict = await (context.verifiedLists?.get({ name, body, verify }, context) ?? verify());
  return answerAt(verdict, reference.index, context);
};
