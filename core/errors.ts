/**
 * Every error that this project throws on purpose. `server/send-error.ts` maps each code to an HTTP status,
 * `docs/errors.md` says cause and remedy; tests keep the three in step.
 */
export const errorCatalogue = {
  invalid_request: {
    message: 'The request is not in the form that this call takes.',
    remedy: 'Compare the request with the description of the call in the documentation.',
  },
  unauthorized: {
    message: 'This call needs an API key.',
    remedy: 'Send the header "Authorization: Bearer" with a valid API key.',
  },
  forbidden: {
    message: 'This API key may not do this.',
    remedy: 'Use a key with the scope that the call asks for.',
  },
  not_found: { message: 'There is nothing here.', remedy: 'Check the address and the id in it.' },
  method_not_allowed: {
    message: 'This cannot be done here.',
    remedy: 'Use one of the methods that the header "Allow" names.',
  },
  not_acceptable: {
    message: 'We cannot answer in the form that was asked for.',
    remedy: 'Leave the header "Accept" out, or name a content type of the description.',
  },
  conflict: {
    message: 'The state of this thing does not allow it.',
    remedy: 'Read the current state and decide again.',
  },
  gone: { message: 'This has expired or was used.', remedy: 'Ask for a new one.' },
  too_large: { message: 'This is more than we take.', remedy: 'Send less, or in parts.' },
  too_many_requests: { message: 'Too many requests.', remedy: 'Wait a moment and try again.' },
  unsupported_media_type: {
    message: 'We cannot read this kind of content.',
    remedy: 'Send one of the content types that the call names.',
  },
  unavailable: {
    message: 'The database does not answer at this moment.',
    remedy: 'Try again in a few seconds.',
  },
  database_untrusted: {
    message: 'The certificate of the database server is not of an authority that we trust.',
    remedy: "Name the authority's file by sslrootcert in KLUSCV_DATABASE_URL.",
  },
  database_wrong_host: {
    message: 'The certificate of the database server is for another name.',
    remedy:
      'Use the name in the certificate as host in KLUSCV_DATABASE_URL; with an authority of your own, sslmode=verify-ca looks at no name.',
  },
  database_unencrypted: {
    message: 'The database server offers no encryption.',
    remedy: 'Turn on ssl at the server, or set sslmode=disable where nobody else is on the way.',
  },
  internal: {
    message: 'Something went wrong on our side.',
    remedy: 'Try again later; if it stays, tell the operator the time and the request id.',
  },
  invalid_config: {
    message: 'The configuration is not right.',
    remedy: 'Mend the settings that the message names and start again.',
  },
  invalid_mapping: {
    message: 'The mapping is not right.',
    remedy: 'Mend what the message names; examples/mappings/README.md describes every setting.',
  },
  port_in_use: {
    message: 'The port is in use.',
    remedy: 'Stop the other program, or choose other ports with --port-base.',
  },
  fetch_refused: {
    message: 'The address is not one that we fetch from.',
    remedy: 'Only public https addresses are fetched.',
  },
  fetch_failed: { message: 'The address did not answer.', remedy: 'Try again later.' },
  fetch_too_large: {
    message: 'The answer was larger than we take.',
    remedy: 'The other side must send less.',
  },
} as const satisfies Record<string, { message: string; remedy: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** A failure with a stable code, a sentence for people and a remedy. Never holds personal data. */
export class KlusCVError extends Error {
  override readonly name = 'KlusCVError';
  readonly code: ErrorCode;
  readonly remedy: string;

  constructor(code: ErrorCode, detail?: string, options?: { cause?: unknown; remedy?: string }) {
    super(
      detail ?? errorCatalogue[code].message,
      options?.cause === undefined ? {} : { cause: options.cause },
    );
    this.code = code;
    this.remedy = options?.remedy ?? errorCatalogue[code].remedy;
  }
}
