/** A Token Status List (draft 20, section 8.3): a JWT that must be this platform's own. */
import { parseJws, verifyJws } from '../../proof/index.ts';
import { err, ok } from '../../result.ts';
import { decodeTokenStatusList, TokenStatusListPayload, tokenStatusListType } from '../../status/index.ts';
import type { Platform } from '../../trust/index.ts';
import type { VerifyContext } from '../context.ts';
import type { StatusReference } from '../formats/format.ts';
import { issuerKeyFrom } from '../formats/issuer-certificate.ts';
import type { StatusAnswer } from './status-answer.ts';
import { answerAt, type ListVerdict } from './verified-list.ts';

type Loaded = {
  readonly body: Uint8Array;
  readonly reference: Extract<StatusReference, { kind: 'token' }>;
  readonly platform: Platform;
};

const verifyAnew = async (
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
  return ok({
    from: iat * 1000,
    until: exp * 1000,
    ttlSeconds: ttl,
    entries: { kind: 'token', tells: reference.tells, ...decoded.value },
    holdsAt: async (context) => (await issuerKeyFrom(x5c, signedBy, context.now, context.issuerChains)).ok,
  });
};

/**
 * Whether it is the platform's own, and what it says. Verified once per version when the context has a memory for it.
 *
 * @param body the token as it was fetched
 */
export const verifyTokenList = (loaded: Loaded, context: VerifyContext): Promise<ListVerdict> => {
  const { body, reference, platform } = loaded;
  const verify = () => verifyAnew(loaded, context);
  const name = `token ${reference.tells ?? ''} ${platform.did} ${reference.url}`;
  return context.verifiedLists?.get({ name, body, verify }, context) ?? verify();
};

/** What the list says at the credential's index; a problem whenever it is not certain that the platform says so now. */
export const readTokenList = async (loaded: Loaded, context: VerifyContext): Promise<StatusAnswer> =>
  answerAt(await verifyTokenList(loaded, context), loaded.reference.index, context);
