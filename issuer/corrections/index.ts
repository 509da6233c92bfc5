/** Mistakes, reported and mended; see README.md. */
export { answerCorrection } from './answer-correction.ts';
export { askCorrection, correctionSubjects } from './ask-correction.ts';
export { type ReissuedCredential, reissueCredential } from './reissue-credential.ts';
