/** New keys in the place of those that sign. What was signed before stays good: the old ones stay in the DID document. */
import { KlusCVError } from '../../core/errors.ts';
import type { PrivateJwk } from '../../core/keys/index.ts';
import { isLoopbackHttp } from '../../server/read-config.ts';
import type { KeyChange, StoredKey } from '../../store/index.ts';
import { createAnchor, createLeaf } from './certify.ts';
import { type Change, type ChangeDeps, changeKeys, optionsOf, type PlannedChange } from './change-keys.ts';
import { type KeyPurpose, keyIdOf, purposeOf } from './key-names.ts';
import type { KeyOptions } from './key-options.ts';
import { makeKey } from './make-key.ts';
import { activeOf, keysFor, openKey, presentSecret, publicJwkOf } from './stored-keys.ts';

/**
 * Makes keys that stand in the DID document, or on the scheme's list, before they sign: for verifiers that keep a document
 * for hours, and for a root, which the list must name first.
 * @throws KlusCVError `conflict` when one of them is there already, there are too many, or keys were changed at the same moment
 */
export const prepareKeys = (
  deps: ChangeDeps,
  { purposes, actor }: { readonly purposes: readonly KeyPurpose[]; readonly actor: string },
): Promise<Change> =>
  changeKeys(deps, actor, async ({ keys }) => {
    const options = optionsOf(deps);
    const secret = await presentSecret(keys, options.secrets);
    const add: StoredKey[] = [];
    for (const purpose of purposes) {
      if (nextOf(keys, purpose) !== undefined)
        throw new KlusCVError('conflict', `The next ${purpose} key is there already.`, {
          remedy: 'Let it sign with "keys rotate", or drop it with "keys retire".',
        });
      const { stored, privateJwk } = await makeKey(options, purpose, secret);
      const anchor = purpose === 'root' ? { x5c: [await createAnchor(options, privateJwk)] } : {};
      add.push({ ...stored, ...anchor, state: 'next' });
    }
    refuseTooMany(keys, add);
    return {
      add,
      change: [],
      entries: add.map(({ name: subject }) => ({ action: 'key_prepared', subject })),
    };
  });

/**
 * Lets new keys sign from now on: those that were prepared, else such as are made here. The private half of a key that signs
 * no more is destroyed.
 * @throws KlusCVError `conflict` when a root was not prepared, there are too many, or keys were changed at the same moment
 */
export const rotateKeys = (
  deps: ChangeDeps,
  { purposes, actor }: { readonly purposes: readonly KeyPurpose[]; readonly actor: string },
): Promise<Change> =>
  changeKeys(deps, actor, async ({ keys }) => {
    const options = optionsOf(deps);
    const secret = await presentSecret(keys, options.secrets);
    const add: StoredKey[] = [];
    const change = new Map<string, KeyChange>();
    const entries: PlannedChange['entries'][number][] = [];
    const begin = { state: 'active', activeSince: options.now } as const;

    for (const purpose of purposes) {
      const old = activeOf(keys, purpose);
      const made = nextOf(keys, purpose) ?? (await makeUnprepared(options, purpose, secret));
      if ('stored' in made) add.push({ ...made.stored, ...begin });
      else change.set(made.name, { name: made.name, ...begin });
      const publicJwk = JSON.stringify(await publicJwkOf(old, options.secrets));
      change.set(old.name, {
        name: old.name,
        state: 'former',
        endedAt: options.now,
        publicJwk,
        ...(signsOn(purpose, options) ? {} : { encrypted: '' }),
      });
      const subject = 'stored' in made ? made.stored.name : made.name;
      entries.push({ action: 'key_rotated', subject, details: { before: keyIdOf(old.name) } });
    }
    refuseTooMany(keys, add);
    if (purposes.includes('root') || purposes.includes('p256')) await certify(options, keys, { add, change });
    return { add, change: [...change.values()], entries };
  });

/** Far below what our verifiers take, since those of others may take less. */
const mostPublished = 300;

function refuseTooMany(keys: readonly StoredKey[], add: readonly StoredKey[]): void {
  const published = [...keys, ...add].filter(
    ({ name, state }) => purposeOf(name) !== 'root' && state !== 'retired',
  );
  if (published.length > mostPublished)
    throw new KlusCVError('conflict', `The DID document names ${mostPublished} keys at most.`, {
      remedy: 'Retire those that signed nothing that is still in anybody’s hands, with "keys retire".',
    });
}

const nextOf = (keys: readonly StoredKey[], purpose: KeyPurpose): StoredKey | undefined =>
  keysFor(keys, purpose).find(({ state }) => state === 'next');

async function makeUnprepared(options: KeyOptions, purpose: KeyPurpose, secret: Uint8Array) {
  if (purpose !== 'root') return makeKey(options, purpose, secret);
  throw new KlusCVError('conflict', 'The scheme does not know the next root yet.', {
    remedy:
      'Make it with "keys prepare --purpose root", send what "trust-list entry" prints to the scheme, and rotate once its list names both.',
  });
}

/** Whether a key of that purpose signs something when another has taken its place: see `jwt-issuer.ts`. */
const signsOn = (purpose: KeyPurpose, { url }: KeyOptions): boolean =>
  purpose === 'p256' && isLoopbackHttp(url);

/** Gives the P-256 key that will sign its certificate, under the root that will be the one to sign certificates. */
async function certify(
  options: KeyOptions,
  keys: readonly StoredKey[],
  { add, change }: { readonly add: StoredKey[]; readonly change: Map<string, KeyChange> },
): Promise<void> {
  const after = [...keys.map((key) => ({ ...key, ...change.get(key.name) })), ...add];
  const [root, p256] = [activeOf(after, 'root'), activeOf(after, 'p256')];
  const before = activeOf(keys, 'p256').x5c?.[1];
  const isSameRoot = root.name === activeOf(keys, 'root').name;
  const certificate = isSameRoot ? before : root.x5c?.[0];
  if (certificate === undefined || before === undefined)
    throw new KlusCVError('internal', 'A root of the platform has no certificate.');
  const open = (key: StoredKey): Promise<PrivateJwk> => openKey(key, options.secrets);
  const leaf = await createLeaf(options, await open(p256), { certificate, privateJwk: await open(root) });
  const x5c = [leaf, certificate];
  const made = add.findIndex(({ name }) => name === p256.name);
  if (made >= 0) add[made] = { ...p256, x5c };
  else change.set(p256.name, { ...change.get(p256.name), name: p256.name, x5c });
  if (isSameRoot) return;
  // The first root has its certificate with the key that it signed; now it needs one of its own to be named by.
  const old = activeOf(keys, 'root').name;
  change.set(old, { ...change.get(old), name: old, x5c: [before] });
}
