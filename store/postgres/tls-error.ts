/** What went wrong on the encrypted way to the server, as something that an operator can mend. */
import { type ErrorCode, KlusCVError } from '../../core/errors.ts';

const otherName: readonly string[] = ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'];
const otherTime: readonly string[] = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
/** As Node names what OpenSSL finds in a path of certificates (Node 24, "TLS", X509 certificate error codes). */
const otherAuthority: readonly string[] = [
  'CERT_CHAIN_TOO_LONG',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

/** The failure by its own code, none for any other error; `pg` says without a code that a server has no encryption. */
export function asTlsError(error: unknown): KlusCVError | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  const as = (ours: ErrorCode, detail?: string, remedy?: string): KlusCVError =>
    new KlusCVError(ours, detail, { cause: error, ...(remedy === undefined ? {} : { remedy }) });
  if (otherName.includes(code)) return as('database_wrong_host');
  if (otherAuthority.includes(code)) return as('database_untrusted');
  if (otherTime.includes(code))
    return as(
      'database_untrusted',
      'The certificate of the database server is past its last day, or before its first.',
      "Renew the server's certificate, or set the clock of this machine.",
    );
  if (code === '' && error.message === 'The server does not support SSL connections')
    return as('database_unencrypted');
  if (/^(ERR_SSL_|EPROTO$)/.test(code))
    return as(
      'database_unencrypted',
      'This machine and the database server agree on no encryption.',
      'Let the server take TLS 1.2 or newer; when it asks for a certificate of ours, name one by sslcert and sslkey in KLUSCV_DATABASE_URL.',
    );
  return undefined;
}
