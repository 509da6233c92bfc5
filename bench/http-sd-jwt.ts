/** The same claims as SD-JWT VC: a platform's certificate, its token status lists, and the credential as paper has it. */
import { kluscvVct } from '../contexts/index.ts';
import { createCertificateChain } from '../core/keys/certificates.ts';
import { issueSdJwt } from '../core/proof/index.ts';
import { createTokenStatusList, newerListUrl, signTokenStatusList } from '../core/status/index.ts';
import { createNodeSigner, generatePrivateJwk, nodeCrypto } from '../server/node-crypto.ts';
import { claims } from './sample.ts';

const day = 86_400_000;
const places = 131_072;

/**
 * The credential in compact form, the lists by path, and the certificate that the scheme's list names.
 *
 * @param platform.url its address, where the lists will lie; `validUntil` is the end of the lists
 */
export async function issueWithCertificate({
  url,
  now,
  validUntil,
}: {
  readonly url: string;
  readonly now: Date;
  readonly validUntil: Date;
}) {
  const signer = createNodeSigner(generatePrivateJwk('ES256'));
  const { anchor, x5c } = await createCertificateChain(
    {
      root: { commonName: 'Poetsmaat root', privateJwk: generatePrivateJwk('ES256') },
      leaf: {
        commonName: 'Poetsmaat',
        publicJwk: signer.publicJwk,
        dnsNames: [new URL(url).hostname],
        uris: [url],
      },
      notBefore: new Date(now.getTime() - day),
      notAfter: new Date(now.getTime() + 2_000 * day),
    },
    nodeCrypto,
  );
  const path = '/status/token/1';
  const lists = new Map<string, string>();
  for (const [at, bits] of [
    [path, 2],
    [newerListUrl(path), 1],
  ] as const) {
    const list = createTokenStatusList({ statuses: new Uint8Array(places), bits });
    const signed = { uri: url + at, list, issuedAt: now, expiresAt: validUntil, ttlSeconds: 60, x5c };
    lists.set(at, await signTokenStatusList(signed, signer));
  }
  const sdJwt = await issueSdJwt(
    {
      claims,
      issuerUrl: url,
      vct: kluscvVct,
      validFrom: now,
      validUntil: new Date(now.getTime() + 1_000 * day),
      issuedAt: now,
      status: { idx: 7, uri: url + path },
      x5c,
    },
    { signer, crypto: nodeCrypto },
  );
  return { sdJwt, lists, anchor };
}
