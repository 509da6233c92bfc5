/**
 * W3C credentials and presentations of the data model 1.1 as JWT (VCDM 1.1 section 6.3.1; OpenID4VP 1.0 appendix B.1.3.1):
 * `vc` and `vp` claims, `typ: JWT`, the key by its DID URL. Shown as a whole or not at all.
 */
import type { Signer } from '../ports.ts';
import type { JsonObject } from '../strict-json.ts';
import { signJws } from './jws.ts';

/** Signs the payload that `createJwtCredential` makes; `verificationMethod` is the DID URL of the issuer's key. */
export const issueJwtCredential = (
  { payload, verificationMethod }: { readonly payload: JsonObject; readonly verificationMethod: string },
  signer: Signer,
): Promise<string> => signJws({ header: { typ: 'JWT', kid: verificationMethod }, payload }, signer);

/**
 * A presentation of JWT credentials by their holder, for one reader and once: `aud` is the verifier's client id, `nonce` the
 * request's. Good for five minutes.
 */
export const presentJwtCredentials = (
  input: {
    readonly credentials: readonly string[];
    /** The holder's DID, which is the credentials' subject. */
    readonly holder: string;
    readonly verificationMethod: string;
    readonly audience: string;
    readonly nonce: string;
    readonly issuedAt: Date;
  },
  signer: Signer,
): Promise<string> => {
  const issuedAt = Math.floor(input.issuedAt.getTime() / 1000);
  return signJws(
    {
      header: { typ: 'JWT', kid: input.verificationMethod },
      payload: {
        iss: input.holder,
        aud: input.audience,
        nonce: input.nonce,
        iat: issuedAt,
        exp: issuedAt + 300,
        vp: {
          '@context': ['https://www.w3.org/2018/credentials/v1'],
          type: ['VerifiablePresentation'],
          holder: input.holder,
          verifiableCredential: [...input.credentials],
        },
      },
    },
    signer,
  );
};
