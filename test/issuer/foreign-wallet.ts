/** A wallet that is not ours: the client of @openid4vc, used as its documentation says. */
import { createHash, randomBytes } from 'node:crypto';
import { clientAuthenticationAnonymous, type Jwk, type JwtSigner } from '@openid4vc/oauth2';
import { Openid4vciClient, setGlobalConfig } from '@openid4vc/openid4vci';
import { didJwkFrom } from '../../core/did/index.ts';
import { signJws } from '../../core/proof/jws.ts';
import { createNodeSigner, generatePrivateJwk } from '../../server/node-crypto.ts';

setGlobalConfig({ allowInsecureUrls: true });

export function createForeignWallet(now: () => Date = () => new Date()) {
  const signer = createNodeSigner(generatePrivateJwk('ES256'));
  const client = new Openid4vciClient({
    callbacks: {
      fetch,
      hash: (data, algorithm) => createHash(algorithm.replace('-', '')).update(data).digest(),
      generateRandom: (length) => randomBytes(length),
      signJwt: async (_signer: JwtSigner, { header, payload }) => ({
        jwt: await signJws({ header: { ...header }, payload: { ...payload } }, signer),
        signerJwk: { ...signer.publicJwk } as Jwk,
      }),
      clientAuthentication: clientAuthenticationAnonymous(),
    },
  });
  const did = didJwkFrom(signer.publicJwk);

  /** The whole way from an offer to credentials, for every configuration that it names. */
  const receive = async (offerUri: string, txCode?: string): Promise<Record<string, unknown[]>> => {
    const credentialOffer = await client.resolveCredentialOffer(offerUri);
    const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer);
    const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
      credentialOffer,
      issuerMetadata,
      ...(txCode === undefined ? {} : { txCode }),
    });
    const received: Record<string, unknown[]> = {};
    for (const credentialConfigurationId of credentialOffer.credential_configuration_ids) {
      const configuration =
        issuerMetadata.credentialIssuer.credential_configurations_supported[credentialConfigurationId];
      const bareKey = configuration?.cryptographic_binding_methods_supported?.includes('jwk') === true;
      const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata });
      const { jwt } = await client.createCredentialRequestJwtProof({
        issuerMetadata,
        credentialConfigurationId,
        nonce,
        issuedAt: now(),
        signer: bareKey
          ? { method: 'jwk', alg: signer.algorithm, publicJwk: { ...signer.publicJwk } as Jwk }
          : { method: 'did', alg: signer.algorithm, didUrl: `${did}#0` },
      });
      const { credentialResponse } = await client.retrieveCredentials({
        issuerMetadata,
        accessToken: accessTokenResponse.access_token,
        credentialConfigurationId,
        proofs: { jwt: [jwt] },
      });
      const credentials: unknown[] = credentialResponse.credentials ?? [];
      received[credentialConfigurationId] = credentials.map((entry) =>
        typeof entry === 'object' && entry !== null && 'credential' in entry ? entry.credential : entry,
      );
    }
    return received;
  };

  return { client, receive, did, signer };
}
