/** From a place where a status would stand to the list there, verified as the platform's own. */
import { err } from '../../result.ts';
import type { Platform } from '../../trust/index.ts';
import type { VerifyContext } from '../context.ts';
import type { StatusReference } from '../formats/format.ts';
import { verifyBitstringList } from './read-bitstring-list.ts';
import { verifyTokenList } from './read-token-list.ts';
import type { ListContent, ListVerdict } from './verified-list.ts';

const origins = new WeakMap<Platform, string>();

/** Scheme, host and port of a platform's address. */
const originOf = (platform: Platform): string => {
  const origin = origins.get(platform) ?? new URL(platform.url).origin;
  origins.set(platform, origin);
  return origin;
};

/** Lists are fetched from the platform's own address only: a credential must not send us anywhere else. */
const isAtPlatform = (url: string, platform: Platform): boolean => {
  const own = originOf(platform);
  // Behind a whole origin and its slash there is nothing but a path and a query.
  if (url.startsWith(`${own}/`) && !url.includes('#')) return true;
  if (!URL.canParse(url)) return false;
  const { origin, username, password, hash } = new URL(url);
  return origin === own && username + password + hash === '';
};

/**
 * The list that a reference names, whatever its index; undefined when it could not be had. Never rejects for what
 * comes from outside.
 */
export const loadListVerdict = async (
  reference: StatusReference,
  platform: Platform,
  context: VerifyContext,
): Promise<ListVerdict<ListContent> | undefined> => {
  if (!isAtPlatform(reference.url, platform)) return err('status_foreign');
  if (context.loadVerifiedList) return context.loadVerifiedList(reference, platform).catch(() => undefined);
  const loaded = await context
    .loadStatusList(reference.url)
    .catch(() => ({ status: 'unreachable' }) as const);
  if (loaded.status === 'unreachable') return undefined;
  return reference.kind === 'token'
    ? verifyTokenList({ body: loaded.body, reference, platform }, context)
    : verifyBitstringList({ body: loaded.body, reference, platform }, context);
};
