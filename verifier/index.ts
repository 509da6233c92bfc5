export { VerifierConfig } from './config.ts';
export type { VerifierIdentity } from './keys/load-identity.ts';
export { type RunningVerifier, startVerifier } from './main.ts';
