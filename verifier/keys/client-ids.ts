/** The names under which this verifier asks (OpenID4VP 1.0 section 5.9.3), and the key that each of them points to. */
import type { ClientIdPrefix, RequestKey } from '../../core/openid/index.ts';
import type { VerifierIdentity } from './load-identity.ts';

/** The client id with its prefix: by the certificate's hash, by the host in it, or by the DID of this verifier. */
export function clientIdOf(
  prefix: ClientIdPrefix,
  identity: Pick<VerifierIdentity, 'clientId' | 'dnsName' | 'did'>,
): string {
  switch (prefix) {
    case 'x509_hash':
      return identity.clientId;
    case 'x509_san_dns':
      return `x509_san_dns:${identity.dnsName}`;
    case 'decentralized_identifier':
      return `decentralized_identifier:${identity.did}`;
  }
}

/** One key, named as the client id needs it: certificates in `x5c`, or a DID URL in `kid`. */
export function requestKeyOf(
  prefix: ClientIdPrefix,
  { signer, x5c, keyId }: Pick<VerifierIdentity, 'signer' | 'x5c' | 'keyId'>,
): RequestKey {
  return prefix === 'decentralized_identifier' ? { signer, kid: keyId } : { signer, x5c };
}
