/** A change of the scheme's keys: signed by the old ones, put into the draft once enough of them have signed. */
import { isDeepStrictEqual } from 'node:util';
import { KlusCVError } from '../../core/errors.ts';
import { samePublicJwk } from '../../core/keys/index.ts';
import type { Signer } from '../../core/ports.ts';
import {
  addSignature,
  isSignedBy,
  type KeyChange,
  keyChangeType,
  parseKeyChange,
  parseSignedText,
  type SchemeKeys,
  sameSchemeKeys,
  signersOf,
  signText,
} from '../../core/trust/index.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import type { SchemeFolder } from './scheme-folder.ts';

export type Rotated = {
  readonly generation: number;
  readonly next: SchemeKeys;
  readonly signatures: number;
  readonly threshold: number;
  /** True once the new keys hold; the list must then be signed with them. */
  readonly done: boolean;
};

/** @throws KlusCVError `forbidden` when the key is none of the old ones, `conflict` when it changes nothing or has signed */
export async function rotateKeys(
  folder: SchemeFolder,
  { signer, next }: { readonly signer: Signer; readonly next: SchemeKeys },
): Promise<Rotated> {
  const [keys, draft] = [folder.loadKeys(), folder.loadDraft()];
  if (sameSchemeKeys(keys, next)) throw new KlusCVError('conflict', 'These are the keys that hold now.');
  if (!keys.keys.some((key) => samePublicJwk(key, signer.publicJwk)))
    throw new KlusCVError('forbidden', 'Only the keys that hold now can name the next ones.');
  const generation = (draft.keyChanges?.length ?? 0) + 1;
  const text = await addTo(folder.loadText('keyChange'), signer, {
    scheme: draft.scheme,
    generation,
    next,
  });
  const signed = parseSignedText(text, keyChangeType);
  const signatures = signed ? (await signersOf(signed, keys.keys, nodeCrypto)).length : 0;
  const done = await isSignedBy(text, keys, nodeCrypto);
  if (done) {
    folder.storeDraft({ ...draft, keyChanges: [...(draft.keyChanges ?? []), text] });
    folder.storeKeys(next);
    folder.dropText('keyChange');
    folder.dropText('toSign');
  } else folder.storeText('keyChange', text);
  return { generation, next, signatures, threshold: keys.threshold, done };
}

async function addTo(waiting: string | undefined, signer: Signer, change: KeyChange): Promise<string> {
  if (waiting === undefined || !isDeepStrictEqual(parseKeyChange(waiting), change))
    return signText({ typ: keyChangeType, payload: change }, signer);
  const signed = parseSignedText(waiting, keyChangeType);
  if (signed && (await signersOf(signed, [signer.publicJwk], nodeCrypto)).length > 0)
    throw new KlusCVError('conflict', 'This key has signed the change already.', {
      remedy: 'Now somebody else must sign it, with another key.',
    });
  return addSignature(waiting, keyChangeType, signer);
}
