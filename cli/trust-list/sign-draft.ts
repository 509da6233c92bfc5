/** Signs the next list, or puts the second signature under the one that waits for it; publishes it when it has enough. */
import { isDeepStrictEqual } from 'node:util';
import { KlusCVError } from '../../core/errors.ts';
import { samePublicJwk } from '../../core/keys/index.ts';
import type { Signer } from '../../core/ports.ts';
import {
  addSignature,
  mayReplace,
  openTrustList,
  parseSignedText,
  readTrustList,
  type SchemeKeys,
  signersOf,
  signTrustList,
  type TrustList,
  trustListType,
} from '../../core/trust/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { type Change, diffLists } from './diff-lists.ts';
import { createDraft, createNextList, draftOf } from './draft.ts';
import type { SchemeFolder } from './scheme-folder.ts';

export type Signed = {
  readonly version: number;
  readonly nextUpdate: string;
  readonly changes: readonly Change[];
  readonly signatures: number;
  readonly threshold: number;
  /** False while it waits for another signature. */
  readonly published: boolean;
};

/** @throws KlusCVError `forbidden` when the key is none of the scheme's, `conflict` when it has signed already */
export async function signDraft(
  folder: SchemeFolder,
  { signer, now, days }: { readonly signer: Signer; readonly now: Date; readonly days: number },
): Promise<Signed> {
  const keys = folder.loadKeys();
  if (!keys.keys.some((key) => samePublicJwk(key, signer.publicJwk)))
    throw new KlusCVError('forbidden', 'This key is not one of the keys that sign the list.', {
      remedy: 'Sign with one of the keys in scheme-keys.json, or rotate to this one.',
    });
  const before = folder.loadPublished();
  const text = await addTo(folder, before, { signer, now, days });
  const list = readTrustList(text);
  if (list === undefined) throw new KlusCVError('internal', 'What was signed is not a list.');
  const signatures = await countSignatures(text, keys);
  const published = signatures >= keys.threshold;
  if (published) await publish(folder, text, { keys, before, scheme: list.scheme });
  else folder.storeText('toSign', text);
  return {
    version: list.version,
    nextUpdate: list.nextUpdate,
    changes: diffLists(before ? draftOf(before) : createDraft(list.scheme), draftOf(list)),
    signatures,
    threshold: keys.threshold,
    published,
  };
}

async function addTo(
  folder: SchemeFolder,
  before: TrustList | undefined,
  { signer, now, days }: { readonly signer: Signer; readonly now: Date; readonly days: number },
): Promise<string> {
  const draft = folder.loadDraft();
  const waiting = folder.loadText('toSign');
  const list = waiting === undefined ? undefined : readTrustList(waiting);
  // A draft that was changed since is not what the first one signed: then signing begins anew.
  if (waiting === undefined || list === undefined || !isDeepStrictEqual(draftOf(list), draft))
    return signTrustList(createNextList(draft, { lastVersion: before?.version ?? 0, now, days }), signer);
  const signed = parseSignedText(waiting, trustListType);
  if (signed && (await signersOf(signed, [signer.publicJwk], nodeCrypto)).length > 0)
    throw new KlusCVError('conflict', 'This key has signed it already.', {
      remedy: 'Now somebody else must sign, with another key.',
    });
  return addSignature(waiting, trustListType, signer);
}

async function countSignatures(text: string, { keys }: SchemeKeys): Promise<number> {
  const signed = parseSignedText(text, trustListType);
  return signed === undefined ? 0 : (await signersOf(signed, keys, nodeCrypto)).length;
}

/** Looks once more with the eyes of a reader: what they would refuse is not published. */
async function publish(
  folder: SchemeFolder,
  text: string,
  {
    keys,
    before,
    scheme,
  }: { readonly keys: SchemeKeys; readonly before: TrustList | undefined; readonly scheme: string },
): Promise<void> {
  const opened = await openTrustList(text, keys, nodeCrypto, scheme);
  if (!opened.ok) throw new KlusCVError('conflict', opened.error.message);
  if (before && !mayReplace(before, opened.value.list))
    throw new KlusCVError('conflict', 'No verifier would take this list after the one that is published.');
  folder.storeText('published', `${text}\n`);
  folder.dropText('toSign');
}
