export { recordVerifierChange, type VerifierChange, verifierActions } from './record-change.ts';
