export { VerifierConfig } from './config.ts';
export type { VerifierIdentity } from './keys/load-identity.ts';
export { type RunningVerifier, startVerifier } from './main.ts';
export { type TakenOver, TakeOverOrder, takeOver } from './take-over/index.ts';
