/**
 * The status lists as signed documents. A list is signed anew as soon as a status in it has changed, and every few
 * minutes; in between everybody gets the same bytes, so that fetching costs nothing and tells nothing.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../../core/ports.ts';
import type { StatusListStore } from '../../store/index.ts';
import type { IssuerKeys } from '../keys/issuer-keys.ts';
import { signBitstringList } from './sign-bitstring-list.ts';
import { signNewerTokenList, signTokenList } from './sign-token-list.ts';
import type { SigningList } from './signing-list.ts';
import { type StatusPurpose, statusPurposes } from './status-urls.ts';

/** A list is signed anew after this long, well before it expires. */
const resignAfterSeconds = 600;

export type SignedList = {
  readonly text: string;
  /** A strong entity tag (RFC 9110, section 8.8.3), with its quotation marks. */
  readonly etag: string;
};

export type StatusLists = {
  /** The Token Status List as a compact JWT, or undefined when there is no such list. */
  readonly renderTokenList: (list: number) => Promise<SignedList | undefined>;
  /** The same for "a newer one exists". */
  readonly renderNewerTokenList: (list: number) => Promise<SignedList | undefined>;
  /** The Bitstring Status List credential as JSON text, or undefined when there is no such list. */
  readonly renderBitstringList: (list: number, purpose: StatusPurpose) => Promise<SignedList | undefined>;
  /** Signs every list that is due, frozen ones too, so that nobody who fetches one has to wait for it. */
  readonly renewAll: () => Promise<void>;
};

type Kept = { readonly version: number; readonly signedAt: number; readonly signed: Promise<SignedList> };

export function createStatusLists(
  lists: Pick<StatusListStore, 'loadList' | 'loadListVersion' | 'listFills'>,
  { issuerUrl, keys, clock }: { issuerUrl: string; keys: IssuerKeys; clock: Clock },
): StatusLists {
  const kept = new Map<string, Kept>();

  const render = async (
    name: string,
    list: number,
    sign: (signing: SigningList) => Promise<string>,
  ): Promise<SignedList | undefined> => {
    const version = await lists.loadListVersion(list);
    if (version === undefined) return undefined;
    const now = clock();
    const last = kept.get(name);
    if (last?.version === version && now.getTime() - last.signedAt < resignAfterSeconds * 1000)
      return last.signed;
    const content = await lists.loadList(list);
    if (!content) return undefined;
    const signed = sign({ list, content, issuerUrl, keys, signedAt: now }).then(withTag);
    kept.set(name, { version: content.version, signedAt: now.getTime(), signed });
    signed.catch(() => kept.delete(name));
    return signed;
  };

  const rendered: Omit<StatusLists, 'renewAll'> = {
    renderTokenList: (list) => render(`token/${list}`, list, signTokenList),
    renderNewerTokenList: (list) => render(`token/${list}/refresh`, list, signNewerTokenList),
    renderBitstringList: (list, purpose) =>
      render(`${purpose}/${list}`, list, (signing) => signBitstringList(signing, purpose)),
  };
  return {
    ...rendered,
    renewAll: async () => {
      for (const { list } of await lists.listFills()) {
        await rendered.renderTokenList(list);
        await rendered.renderNewerTokenList(list);
        for (const purpose of statusPurposes) await rendered.renderBitstringList(list, purpose);
      }
    },
  };
}

const withTag = (text: string): SignedList => ({
  text,
  etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`,
});
