/**
 * Who this verifier is to wallets: a P-256 key and a certificate under a root of its own, made at the first start and
 * kept encrypted. Its name is `x509_hash:` and the hash of the leaf (OpenID4VP 1.0 section 5.9.3; HAIP 1.0 section 5).
 */
import { fromBase64, toBase64Url } from '../../core/bytes.ts';
import { didWebFrom } from '../../core/did/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import { createCertificateChain } from '../../core/keys/certificates.ts';
import { publicJwkFrom } from '../../core/keys/index.ts';
import type { CryptoPort, Signer } from '../../core/ports.ts';
import { decryptPrivateJwk, encryptPrivateJwk, type KeySecrets } from '../../server/key-vault.ts';
import { createNodeSigner, generatePrivateJwk } from '../../server/node-crypto.ts';
import type { Store } from '../../store/index.ts';

export type VerifierIdentity = {
  /** `x509_hash:` and `certificateSha256`. */
  readonly clientId: string;
  /** SHA-256 of the DER leaf, base64url: how the scheme's list names this verifier. */
  readonly certificateSha256: string;
  /** Base64 DER, leaf first, without the anchor. */
  readonly x5c: readonly string[];
  /** Base64 DER of the root that the leaf stands under, for wallets that are told whom to trust. */
  readonly anchor: string;
  /** The host that the certificate is for. */
  readonly dnsName: string;
  /** did:web of the verifier's address; its document is served at `/.well-known/did.json`. */
  readonly did: string;
  /** DID URL of the same key. */
  readonly keyId: string;
  readonly signer: Signer;
};

type IdentityOptions = {
  readonly keys: Store['verifierKeys'];
  /** They open the kept key. */
  readonly secrets: KeySecrets;
  readonly url: string;
  readonly name: string;
  readonly now: Date;
  readonly crypto: CryptoPort;
};

/** What it is kept under in the store. */
export const keyName = 'request-signing';
/** Fragment of the key in the DID document. */
export const keyFragment = 'p256';
const yearsValid = 5;

/**
 * The identity that is kept, or a new one.
 * @throws KlusCVError `invalid_config` when none of the secrets opens the kept key
 */
export async function loadIdentity(options: IdentityOptions): Promise<VerifierIdentity> {
  const kept = (await options.keys.loadKey(keyName)) ?? (await makeKey(options));
  const signer = createNodeSigner(await decryptPrivateJwk(kept.encrypted, options.secrets));
  const [leaf, anchor] = kept.x5c;
  const der = fromBase64(leaf ?? '');
  if (leaf === undefined || anchor === undefined || der === undefined)
    throw new KlusCVError('internal', 'The kept certificate of the verifier is damaged.');
  const certificateSha256 = toBase64Url(await options.crypto.sha256(der));
  const did = didWebFrom(options.url);
  return {
    clientId: `x509_hash:${certificateSha256}`,
    certificateSha256,
    x5c: [leaf],
    anchor,
    dnsName: new URL(options.url).hostname,
    did,
    keyId: `${did}#${keyFragment}`,
    signer,
  };
}

/** The root's private key signs this one leaf and is gone. */
async function makeKey({ keys, secrets, url, name, now, crypto }: IdentityOptions) {
  const privateJwk = generatePrivateJwk('ES256');
  const { x5c, anchor } = await createCertificateChain(
    {
      root: { commonName: `${name} root`.slice(0, 64), privateJwk: generatePrivateJwk('ES256') },
      leaf: {
        commonName: name.slice(0, 64),
        publicJwk: publicJwkFrom(privateJwk),
        dnsNames: [new URL(url).hostname],
        uris: [url],
      },
      notBefore: new Date(now.getTime() - 3_600_000),
      notAfter: new Date(now.getTime() + yearsValid * 365 * 86_400_000),
    },
    crypto,
  );
  await keys.storeKey(
    { name: keyName, encrypted: await encryptPrivateJwk(privateJwk, secrets[0]), x5c: [...x5c, anchor] },
    now,
  );
  const kept = await keys.loadKey(keyName);
  if (!kept) throw new KlusCVError('internal', 'The key of the verifier could not be kept.');
  return kept;
}
