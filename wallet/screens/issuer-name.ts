import type { HeldCredential } from '../flow/index.ts';

/** The name on the scheme's list, or the host of an issuer that is not on it; never what the credential says of itself. */
export const issuerName = ({ issuerName: name, issuerUrl }: HeldCredential): string =>
  name ?? new URL(issuerUrl).host;
