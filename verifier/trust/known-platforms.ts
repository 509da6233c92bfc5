/** Whom this verifier trusts: the scheme's list, narrowed if its operator wants, and a list of the operator's own. */
import { joinTrustLists, type KnownTrustList, narrowTrustList } from '../../core/trust/index.ts';
import type { TrustState } from '../../core/verify/index.ts';
import type { TrustListSource } from './trust-list-source.ts';

export type KnownPlatformsOptions = {
  readonly scheme: TrustListSource;
  /** The operator's own list; its platforms come on top. */
  readonly own?: TrustListSource | undefined;
  /** DIDs, addresses or KvK numbers: nobody else on the scheme's list counts. All of it counts when this is left out. */
  readonly only?: readonly string[] | undefined;
};

type Listed = Extract<TrustState, { list: unknown }>;

/**
 * One source of all of them. When either list is missing or outdated so is the whole: an issuer on the list that is not
 * there would be called unknown otherwise. What is handed on (`signedList`) is the scheme's list as the scheme signed it.
 */
export function createKnownPlatforms({ scheme, own, only }: KnownPlatformsOptions): TrustListSource {
  if (own === undefined && only === undefined) return scheme;
  let last:
    | { readonly from: KnownTrustList; readonly with: unknown; readonly list: KnownTrustList }
    | undefined;

  const combine = (from: KnownTrustList, added: KnownTrustList | undefined): KnownTrustList => {
    if (last?.from === from && last.with === added) return last.list;
    const narrowed = only === undefined ? from : narrowTrustList(from, only);
    const list = added === undefined ? narrowed : joinTrustLists(narrowed, added);
    last = { from, with: added, list };
    return list;
  };

  return {
    load: async () => {
      const states = await Promise.all([scheme.load(), ...(own === undefined ? [] : [own.load()])]);
      const there = states.filter((state): state is Listed => state.state !== 'missing');
      const [first, second] = there;
      if (first === undefined || there.length < states.length) return { state: 'missing' };
      const state = there.every((one) => one.state === 'current') ? 'current' : 'outdated';
      return { state, list: combine(first.list, second?.list) };
    },
    signedList: scheme.signedList,
    ...(scheme.pinnedKeys !== undefined && { pinnedKeys: scheme.pinnedKeys }),
  };
}
