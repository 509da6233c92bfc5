/** The ways in which a question can be put and answered; every one of them is an option of a request, none is tried by itself. */

/**
 * How asker and wallet meet, decided when the session is opened (OpenID4VP 1.0 sections 13.3 and 14.2): by a QR code on
 * another screen, by a link on the same device, or through the browser (Digital Credentials API, appendix A).
 */
export const flows = ['cross-device', 'same-device', 'digital-credentials'] as const;
export type Flow = (typeof flows)[number];

/** How the answer comes (sections 8.2 and 8.3, appendix A.2); `.jwt` is encrypted. */
export const responseModes = ['direct_post', 'direct_post.jwt', 'dc_api', 'dc_api.jwt'] as const;
export type ResponseMode = (typeof responseModes)[number];

/** By what the verifier names itself (section 5.9.3). */
export const clientIdPrefixes = ['x509_hash', 'x509_san_dns', 'decentralized_identifier'] as const;
export type ClientIdPrefix = (typeof clientIdPrefixes)[number];

export const isEncrypted = (mode: ResponseMode): mode is 'direct_post.jwt' | 'dc_api.jwt' =>
  mode === 'direct_post.jwt' || mode === 'dc_api.jwt';
