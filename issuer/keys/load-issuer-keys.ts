/**
 * The platform's keys: made at the first start, kept encrypted, the same ever after. The P-256 key has a certificate
 * under a root of the platform's own; the scheme's list names that root, so no other authority is needed.
 */
import { X509Certificate } from 'node:crypto';
import { didWebFrom } from '../../core/did/index.ts';
import type { PrivateJwk } from '../../core/keys/index.ts';
import { publicJwkFrom } from '../../core/keys/index.ts';
import type { CryptoPort, SignatureAlgorithm } from '../../core/ports.ts';
import { decryptPrivateJwk, encryptPrivateJwk } from '../../server/key-vault.ts';
import { generatePrivateJwk } from '../../server/node-crypto.ts';
import type { IssuerKeyStore, StoredKey } from '../../store/index.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import { createIssuerKeys, type KeptKeys } from './kept-keys.ts';

/** Longer than a credential signed on the last day would be relied on. */
const certificateYears = 15;

export type KeyOptions = {
  readonly issuerKeys: IssuerKeyStore;
  /** 32 bytes. */
  readonly secret: Uint8Array;
  readonly url: string;
  readonly name: string;
  readonly now: Date;
  readonly crypto: Pick<CryptoPort, 'randomBytes'>;
};

/**
 * Loads the keys, making what is not there yet.
 * @throws KlusCVError `invalid_config` when the secret does not open the keys that are kept
 */
export async function loadIssuerKeys(options: KeyOptions): Promise<IssuerKeys> {
  return createIssuerKeys(await loadKeptKeys(options));
}

/**
 * The same before they are made ready for signing, as a thread is given them.
 * @throws KlusCVError `invalid_config` when the secret does not open the keys that are kept
 */
export async function loadKeptKeys(options: KeyOptions): Promise<KeptKeys> {
  const root = await loadOrMakeKey(options, 'root', 'ES256');
  const p256 = await loadOrMakeKey(options, 'p256', 'ES256');
  const ed25519 = await loadOrMakeKey(options, 'ed25519', 'EdDSA');
  const [leaf, anchor] = await loadOrMakeChain(options, { root: root.privateJwk, p256 });
  return {
    did: didWebFrom(options.url),
    p256: p256.privateJwk,
    ed25519: ed25519.privateJwk,
    x5c: [leaf],
    certificateAnchors: [anchor],
  };
}

type LoadedKey = StoredKey & { readonly privateJwk: PrivateJwk };

/** Of two processes that start at the same time on one database, the first one's key stays. */
async function loadOrMakeKey(
  { issuerKeys, secret, now }: KeyOptions,
  name: string,
  algorithm: SignatureAlgorithm,
): Promise<LoadedKey> {
  const kept = await issuerKeys.loadKey(name);
  if (kept) return { ...kept, privateJwk: await decryptPrivateJwk(kept.encrypted, secret) };
  const encrypted = await encryptPrivateJwk(generatePrivateJwk(algorithm), secret);
  await issuerKeys.storeKey({ name, encrypted }, now);
  const stored = (await issuerKeys.loadKey(name)) ?? { name, encrypted };
  return { ...stored, privateJwk: await decryptPrivateJwk(stored.encrypted, secret) };
}

/** Leaf and anchor; a leaf that names another address than ours is replaced, under the same anchor. */
async function loadOrMakeChain(
  { issuerKeys, url, name, now, crypto }: KeyOptions,
  { root, p256 }: { root: PrivateJwk; p256: LoadedKey },
): Promise<readonly [string, string]> {
  const [keptLeaf, keptAnchor] = p256.x5c ?? [];
  if (keptLeaf && keptAnchor && namesAddress(keptLeaf, url)) return [keptLeaf, keptAnchor];
  const { createCertificateChain, createLeafCertificate } = await import('../../core/keys/certificates.ts');
  const notBefore = new Date(now.getTime() - 86_400_000);
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + certificateYears);
  const subject = {
    commonName: name.slice(0, 64),
    publicJwk: publicJwkFrom(p256.privateJwk),
    dnsNames: [new URL(url).hostname],
    uris: [url],
  };
  const chain: readonly [string, string] = keptAnchor
    ? [
        await createLeafCertificate(
          { ...subject, root: { certificate: keptAnchor, privateJwk: root }, notBefore, notAfter },
          crypto,
        ),
        keptAnchor,
      ]
    : await createCertificateChain(
        {
          root: { commonName: `${name.slice(0, 50)} (KlusCV)`, privateJwk: root },
          leaf: subject,
          notBefore,
          notAfter,
        },
        crypto,
      ).then(({ x5c: [leaf], anchor }) => [leaf, anchor] as const);
  const [countingLeaf, countingAnchor] =
    (await issuerKeys.storeCertificates(p256.name, chain, p256.x5c)) ?? chain;
  return [countingLeaf ?? chain[0], countingAnchor ?? chain[1]];
}

/**
 * Whether a certificate of ours (base64 DER) names that address. Looked up without the large X.509 library, so that a
 * thread or a command that only signs need not load it; names that are written in an unusual way count as not there.
 */
export function namesAddress(leaf: string, url: string): boolean {
  try {
    const { subjectAltName } = new X509Certificate(Buffer.from(leaf, 'base64'));
    return subjectAltName?.split(', ').includes(`URI:${url}`) === true;
  } catch {
    return false;
  }
}
