/**
 * The platform's keys: made at the first start, kept encrypted, the same until an operator changes them. The P-256 key
 * has a certificate under a root of the platform's own; the scheme's list names that root, so no other authority is needed.
 */
import { didWebFrom } from '../../core/did/index.ts';
import { publicJwkFrom } from '../../core/keys/index.ts';
import { encryptPrivateJwk, type KeySecrets } from '../../server/key-vault.ts';
import { generatePrivateJwk } from '../../server/node-crypto.ts';
import type { StoredKey, StoredKeys } from '../../store/index.ts';
import { createAnchor, createLeaf, namesAddress } from './certify.ts';
import type { IssuerKeys, PublishedKey } from './issuer-keys.ts';
import { createIssuerKeys, type KeptKey, type KeptKeys } from './kept-keys.ts';
import { algorithmFor, keyIdOf, keyPurposes } from './key-names.ts';
import type { KeyOptions } from './key-options.ts';
import { activeOf, anchorsOf, keysFor, openKey, presentSecret, publicJwkOf } from './stored-keys.ts';

/**
 * Loads the keys, making what is not there yet.
 * @throws KlusCVError `invalid_config` when none of the secrets opens the keys that are kept
 */
export async function loadIssuerKeys(options: KeyOptions): Promise<IssuerKeys> {
  return createIssuerKeys(await loadKeptKeys(options));
}

/**
 * The same before they are made ready for signing, as a thread is given them.
 * @throws KlusCVError `invalid_config` when none of the secrets opens the keys that are kept
 */
export async function loadKeptKeys(options: KeyOptions): Promise<KeptKeys> {
  const { secrets } = options;
  const { version, keys } = await listOrMakeKeys(options);
  const open = async (key: StoredKey): Promise<KeptKey> => ({
    id: keyIdOf(key.name),
    privateJwk: await openKey(key, secrets),
  });
  const p256 = await open(activeOf(keys, 'p256'));
  const eldest = keysFor(keys, 'p256').find(
    ({ state, encrypted }) => state === 'active' || (state === 'former' && encrypted !== ''),
  );
  const [leaf, anchor] = await loadOrMakeChain(options, keys, p256);
  return {
    version,
    did: didWebFrom(options.url),
    p256,
    ed25519: await open(activeOf(keys, 'ed25519')),
    eldestP256: eldest === undefined ? p256 : await open(eldest),
    x5c: [leaf],
    published: await listPublished(keys, secrets),
    certificateAnchors: anchorsOf(keys, anchor),
  };
}

/** Of two processes that start at the same time on one database, the first one's key stays. */
async function listOrMakeKeys({ issuerKeys, secrets, now }: KeyOptions): Promise<StoredKeys> {
  const stored = await issuerKeys.listKeys();
  const missing = keyPurposes.filter((purpose) => !stored.keys.some(({ name }) => name === purpose));
  if (missing.length === 0) return stored;
  const secret = await presentSecret(stored.keys, secrets);
  for (const purpose of missing) {
    const privateJwk = generatePrivateJwk(algorithmFor[purpose]);
    const encrypted = await encryptPrivateJwk(privateJwk, secret);
    const publicJwk = JSON.stringify(publicJwkFrom(privateJwk));
    await issuerKeys.storeKey({ name: purpose, encrypted, publicJwk }, now);
  }
  return issuerKeys.listKeys();
}

/** Leaf and anchor; a leaf that names another address than ours is replaced, under the same anchor. */
async function loadOrMakeChain(
  options: KeyOptions,
  keys: readonly StoredKey[],
  p256: KeptKey,
): Promise<readonly [string, string]> {
  const { name, x5c } = activeOf(keys, 'p256');
  const [keptLeaf, keptAnchor] = x5c ?? [];
  if (keptLeaf && keptAnchor && namesAddress(keptLeaf, options.url)) return [keptLeaf, keptAnchor];
  const root = await openKey(activeOf(keys, 'root'), options.secrets);
  const certificate = keptAnchor ?? (await createAnchor(options, root));
  const leaf = await createLeaf(options, p256.privateJwk, { certificate, privateJwk: root });
  const [countingLeaf, countingAnchor] =
    (await options.issuerKeys.storeCertificates(name, [leaf, certificate], x5c)) ?? [];
  return [countingLeaf ?? leaf, countingAnchor ?? certificate];
}

const order = ['active', 'next', 'former'] as const;

/** All but the retired ones and the roots: those that sign, those that will, those that have. */
async function listPublished(
  keys: readonly StoredKey[],
  secrets: KeySecrets,
): Promise<readonly PublishedKey[]> {
  const signing = [...keysFor(keys, 'p256'), ...keysFor(keys, 'ed25519')];
  const inOrder = order.flatMap((state) => signing.filter((key) => key.state === state));
  return Promise.all(
    inOrder.map(async (key) => ({ id: keyIdOf(key.name), publicJwk: await publicJwkOf(key, secrets) })),
  );
}
