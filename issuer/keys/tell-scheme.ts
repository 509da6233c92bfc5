/** What a change of keys means for the scheme's list of issuers, which names a platform's DIDs and roots, and stolen keys. */
import { isLoopbackHttp } from '../../server/read-config.ts';
import type { IssuerDeps } from '../deps.ts';
import type { DescribedKey } from './describe-keys.ts';
import { otherDidsOf } from './jwt-issuer.ts';

export type SchemeNews = {
  /** A sentence for the operator. */
  readonly text: string;
  /** What the scheme does with it, where there is a command for it. */
  readonly command?: string;
};

const entry = 'what "kluscv trust-list entry" prints';

/**
 * What the scheme must be told; nothing when new P-256 or Ed25519 keys sign under the root and the DID that it knows.
 * @param changed the keys that were prepared, that sign now, or that were retired
 */
export function tellScheme(
  { settings, keys }: Pick<IssuerDeps, 'settings' | 'keys'>,
  changed: readonly DescribedKey[],
  { leaked = false }: { readonly leaked?: boolean } = {},
): readonly SchemeNews[] {
  const present = keys.known();
  const news: SchemeNews[] = changed.flatMap(({ purpose, state, publicJwk }) => {
    if (purpose === 'root' && state === 'next')
      return {
        text: `The scheme needs ${entry}: its list must name both roots before the next one signs, or verifiers refuse it.`,
      };
    if (purpose === 'root' && state === 'active')
      return {
        text: 'The old root must stay on the list beside this one while what was signed under it is to count.',
      };
    if (purpose === 'root' && state === 'retired')
      return {
        text: `The scheme needs ${entry}: until its list has the retired root no more, what was signed under it counts.`,
      };
    if (state !== 'retired' || !leaked) return [];
    return {
      text:
        purpose === 'p256'
          ? 'The scheme must write the stolen key on its list: else its certificate goes on vouching for it.'
          : 'The scheme should write the stolen key on its list, for verifiers that keep an older DID document.',
      command: `kluscv trust-list key-stolen ${present.did} '${JSON.stringify(publicJwk)}'`,
    };
  });
  const isNamedByKey = isLoopbackHttp(settings.url) && changed.some(({ state }) => state === 'retired');
  for (const did of isNamedByKey ? otherDidsOf(settings.url, present) : [])
    news.push({ text: `On this machine kluscv-jwt is signed under ${did}, which the list must name.` });
  return news;
}
