/** A wallet that is not ours: the client of @openid4vc 0.4, as it comes, with the callbacks that it asks for. */
import { createHash, X509Certificate } from 'node:crypto';
import { Openid4vpClient } from '@openid4vc/openid4vp';
import { setGlobalConfig } from '@openid4vc/utils';
import { CompactEncrypt, compactVerify, exportJWK, importJWK, importX509, type JWK } from 'jose';

setGlobalConfig({ allowInsecureUrls: true });

const unused = (): never => {
  throw new Error('this callback is not needed to present');
};

/** The P-256 key of a DID URL, from the document that is served for it. */
async function fetchDidKey(didUrl: string): Promise<JWK> {
  const host = decodeURIComponent(didUrl.split('#')[0]?.split(':')[2] ?? '');
  const document = await (await fetch(`http://${host}/.well-known/did.json`)).json();
  const method = document.verificationMethod.find((one: { id: string }) => one.id === didUrl);
  if (!document.authentication.includes(didUrl)) throw new Error('the key is not for authentication');
  return method.publicKeyJwk;
}

export const createForeignWallet = () =>
  new Openid4vpClient({
    callbacks: {
      fetch,
      hash: (data) => createHash('sha256').update(data).digest(),
      verifyJwt: async (signer, { compact }) => {
        if (signer.method === 'did') {
          const jwk = await fetchDidKey(signer.didUrl);
          await compactVerify(compact, await importJWK(jwk, 'ES256'));
          return { verified: true, signerJwk: { kty: 'EC', ...jwk } };
        }
        if (signer.method !== 'x5c') return { verified: false };
        const pem = `-----BEGIN CERTIFICATE-----\n${signer.x5c[0]}\n-----END CERTIFICATE-----`;
        const key = await importX509(pem, 'ES256', { extractable: true });
        await compactVerify(compact, key);
        const { kty, ...members } = await exportJWK(key);
        return { verified: true, signerJwk: { kty: kty ?? '', ...members } };
      },
      getX509CertificateMetadata: (certificate) => {
        const names = new X509Certificate(Buffer.from(certificate, 'base64')).subjectAltName ?? '';
        const named = (kind: string) =>
          names.split(', ').flatMap((name) => (name.startsWith(kind) ? [name.slice(kind.length)] : []));
        return { sanDnsNames: named('DNS:'), sanUriNames: named('URI:') };
      },
      encryptJwe: async ({ publicJwk, alg, enc, apu, apv }, plaintext) => {
        const encrypter = new CompactEncrypt(new TextEncoder().encode(plaintext)).setProtectedHeader({
          alg,
          enc,
          ...(publicJwk.kid === undefined ? {} : { kid: publicJwk.kid }),
        });
        encrypter.setKeyManagementParameters({
          ...(apu === undefined ? {} : { apu: Buffer.from(apu, 'base64url') }),
          ...(apv === undefined ? {} : { apv: Buffer.from(apv, 'base64url') }),
        });
        return {
          encryptionJwk: publicJwk,
          jwe: await encrypter.encrypt(await importJWK(JSON.parse(JSON.stringify(publicJwk)), alg)),
        };
      },
      // The client reads the header of an encrypted request object as that of a JWT, and stops there: not used.
      decryptJwe: unused,
      signJwt: unused,
    },
  });

/** What the foreign wallet says of its own encryption, in `jarm`. */
export const encryptionOf = (enc: string) => ({
  encryption: { nonce: 'apu' },
  serverMetadata: {
    authorization_signing_alg_values_supported: [],
    authorization_encryption_alg_values_supported: ['ECDH-ES'],
    authorization_encryption_enc_values_supported: [enc],
  },
});
