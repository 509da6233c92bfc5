/** The error codes that a wallet can get (RFC 6749 5.2, RFC 6750 3.1, OpenID4VCI 1.0 sections 6.3 and 8.3.1.2). */
import { err } from '../../core/result.ts';

export const openidErrorStatus = {
  invalid_request: 400,
  invalid_grant: 400,
  unsupported_grant_type: 400,
  invalid_token: 401,
  insufficient_scope: 403,
  invalid_credential_request: 400,
  unknown_credential_configuration: 400,
  unknown_credential_identifier: 400,
  invalid_proof: 400,
  invalid_nonce: 400,
  invalid_encryption_parameters: 400,
  credential_request_denied: 400,
} as const;

export type OpenidErrorCode = keyof typeof openidErrorStatus;

/** A refusal in the words of the protocol; `description` is ASCII and never repeats what came in. */
export type OpenidError = { readonly error: OpenidErrorCode; readonly description: string };

export const refuse = (error: OpenidErrorCode, description: string): { ok: false; error: OpenidError } =>
  err({ error, description });
