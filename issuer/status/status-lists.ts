/**
 * The status lists as signed documents. A list is signed anew as soon as a status in it has changed, and every few
 * minutes; in between everybody gets the same bytes, so that fetching costs nothing and tells nothing.
 */
import type { Clock } from '../../core/ports.ts';
import type { CredentialStore } from '../../store/index.ts';
import type { IssuerKeys } from '../keys/issuer-keys.ts';
import { signBitstringList } from './sign-bitstring-list.ts';
import { signTokenList } from './sign-token-list.ts';
import type { SigningList } from './signing-list.ts';
import type { StatusPurpose } from './status-urls.ts';

/** A list is signed anew after this long, well before it expires. */
const resignAfterSeconds = 600;

export type StatusLists = {
  /** The Token Status List as a compact JWT, or undefined when there is no such list. */
  readonly renderTokenList: (list: number) => Promise<string | undefined>;
  /** The Bitstring Status List credential as JSON text, or undefined when there is no such list. */
  readonly renderBitstringList: (list: number, purpose: StatusPurpose) => Promise<string | undefined>;
};

type Kept = { readonly version: number; readonly signedAt: number; readonly text: Promise<string> };

export function createStatusLists(
  credentials: Pick<CredentialStore, 'loadList' | 'loadListVersion'>,
  { issuerUrl, keys, clock }: { issuerUrl: string; keys: IssuerKeys; clock: Clock },
): StatusLists {
  const kept = new Map<string, Kept>();

  const render = async (
    name: string,
    list: number,
    sign: (signing: SigningList) => Promise<string>,
  ): Promise<string | undefined> => {
    const version = await credentials.loadListVersion(list);
    if (version === undefined) return undefined;
    const now = clock();
    const last = kept.get(name);
    if (last?.version === version && now.getTime() - last.signedAt < resignAfterSeconds * 1000)
      return last.text;
    const content = await credentials.loadList(list);
    if (!content) return undefined;
    const text = sign({ list, content, issuerUrl, keys, signedAt: now });
    kept.set(name, { version: content.version, signedAt: now.getTime(), text });
    text.catch(() => kept.delete(name));
    return text;
  };

  return {
    renderTokenList: (list) => render(`token/${list}`, list, signTokenList),
    renderBitstringList: (list, purpose) =>
      render(`${purpose}/${list}`, list, (signing) => signBitstringList(signing, purpose)),
  };
}
