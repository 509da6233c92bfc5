/** Whether a list of issuers is the one that the scheme signed: looked at on this device, the verifier not believed. */
import {
  type KnownPlatform,
  type KnownTrustList,
  openTrustList,
  parseSchemeKeys,
} from '../../../core/trust/index.ts';
import { webCrypto } from '../../../ui/web-crypto.ts';

export type Given = {
  readonly state: 'current' | 'outdated';
  /** As the verifier uses it: narrowed, or with platforms of its operator behind it. */
  readonly list: KnownTrustList;
  readonly signed?: string | undefined;
  readonly schemeKeys?: unknown;
  /** Keys that the page was built with, as JSON; then no others count. */
  readonly pinned: string | undefined;
};

/**
 * The list, with the scheme's own version and dates. Undefined when it is not signed by the scheme, or has a platform that
 * the scheme does not name and the operator does not vouch for: then there is no list.
 */
export async function confirmList(
  given: Given,
): Promise<{ readonly state: 'current' | 'outdated'; readonly list: KnownTrustList } | undefined> {
  const keys = parseSchemeKeys(given.pinned === undefined ? given.schemeKeys : parseJson(given.pinned));
  if (keys === undefined || given.signed === undefined) return undefined;
  const opened = await openTrustList(given.signed, keys, webCrypto);
  if (!opened.ok) return undefined;
  const { platforms, version, issued, nextUpdate } = opened.value.list;
  const named = new Set(platforms.map((platform) => JSON.stringify(platform)));
  const known: readonly KnownPlatform[] = given.list.platforms;
  const isHonest = known.every(
    (platform) => platform.vouchedBy !== undefined || named.has(JSON.stringify(platform)),
  );
  return isHonest ? { state: given.state, list: { ...given.list, version, issued, nextUpdate } } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
