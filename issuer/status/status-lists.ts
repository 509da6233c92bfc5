/**
 * The status lists as signed documents. A list is signed anew as soon as a status in it has changed, and every few
 * minutes; in between everybody gets the same bytes, so that fetching costs nothing and tells nothing.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../../core/ports.ts';
import type { SignedListHead, StatusListStore } from '../../store/index.ts';
import type { IssuerKeys } from '../keys/issuer-keys.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { signBitstringList } from './sign-bitstring-list.ts';
import { signNewerTokenList, signTokenList } from './sign-token-list.ts';
import { listLifetimeSeconds, type SigningList } from './signing-list.ts';
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
  /**
   * Signs every list that is due, frozen ones too, so that nobody who fetches one has to wait for it, and drops those that
   * keys from before a rotation have signed.
   */
  readonly renewAll: () => Promise<void>;
};

type Signature = {
  readonly sign: (signing: SigningList) => Promise<string>;
  readonly keys: IssuerKeys;
};

type Kept = { readonly version: number; readonly signedAt: number; readonly signed: SignedList };

/**
 * @param lists where signed lists are kept too: all processes on one store hand out the same bytes, and none goes back
 *   behind a withdrawal that another has acknowledged
 */
export function createStatusLists(
  lists: Pick<
    StatusListStore,
    | 'loadList'
    | 'loadListVersion'
    | 'listFills'
    | 'loadHead'
    | 'loadSigned'
    | 'storeSigned'
    | 'dropSignedOtherwise'
  >,
  {
    issuerUrl,
    keys,
    crypto,
    clock,
  }: { issuerUrl: string; keys: Pick<KeyRing, 'load'>; crypto: SigningList['crypto']; clock: Clock },
): StatusLists {
  const kept = new Map<string, Kept>();
  let keptOf = '';
  const signing = new Map<string, Promise<SignedList | undefined>>();

  const keep = (name: string, head: SignedListHead, text: string): SignedList => {
    const signed = withTag(text);
    kept.set(name, { version: head.version, signedAt: head.signedAt.getTime(), signed });
    return signed;
  };

  const signAnew = async (
    name: string,
    list: number,
    { sign, keys }: Signature,
  ): Promise<SignedList | undefined> => {
    const signedAt = clock();
    const content = await lists.loadList(list);
    if (!content) return undefined;
    const signed = await sign({ list, content, issuerUrl, keys, crypto, signedAt });
    const isOldBefore = new Date(signedAt.getTime() - resignAfterSeconds * 1000);
    const head = { version: content.version, signedAt };
    await lists.storeSigned(name, { ...head, signed }, isOldBefore);
    // Another process may have been first: then its list is everybody's.
    const counting = await lists.loadSigned(name);
    return counting === undefined ? keep(name, head, signed) : keep(name, counting, counting.signed);
  };

  const render = async (
    path: string,
    list: number,
    sign: Signature['sign'],
  ): Promise<SignedList | undefined> => {
    const present = await keys.load();
    const signer = signerOf(issuerUrl, present);
    if (signer !== keptOf) kept.clear();
    keptOf = signer;
    const name = `${signer}/${path}`;
    const version = await lists.loadListVersion(list);
    if (version === undefined) return undefined;
    const head = await lists.loadHead(name);
    const isCurrent =
      head !== undefined &&
      head.version >= version &&
      clock().getTime() - head.signedAt.getTime() < resignAfterSeconds * 1000;
    if (isCurrent) {
      const last = kept.get(name);
      if (last?.version === head.version && last.signedAt === head.signedAt.getTime()) return last.signed;
      const stored = await lists.loadSigned(name);
      if (stored !== undefined) return keep(name, stored, stored.signed);
    }
    const turn = `${name} ${version}`;
    const running =
      signing.get(turn) ?? signAnew(name, list, { sign, keys: present }).finally(() => signing.delete(turn));
    signing.set(turn, running);
    return running;
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
      const longAgo = new Date(clock().getTime() - listLifetimeSeconds * 1000);
      await lists.dropSignedOtherwise(`${signerOf(issuerUrl, await keys.load())}/`, longAgo);
      for (const { list } of await lists.listFills()) {
        await rendered.renderTokenList(list);
        await rendered.renderNewerTokenList(list);
        for (const purpose of statusPurposes) await rendered.renderBitstringList(list, purpose);
      }
    },
  };
}

/** What was signed by other keys, or for another address, is not ours to hand out. */
const signerOf = (issuerUrl: string, { p256, ed25519 }: IssuerKeys): string =>
  createHash('sha256')
    .update(JSON.stringify([issuerUrl, p256.x5c, ed25519.verificationMethod]))
    .digest('base64url')
    .slice(0, 12);

const withTag = (text: string): SignedList => ({
  text,
  etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`,
});
