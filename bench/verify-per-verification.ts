/** How many Ed25519 verifications does it cost to verify a W3C credential? The floor: node:crypto, at once, with a kept key. */
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Question } from './measure.ts';
import { verifyWithOurs } from './verify.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
/** As much as a Data Integrity proof signs: two hashes. */
const data = new Uint8Array(64).fill(7);
const signature = sign(null, data, privateKey);

export const question: Question = {
  question: 'verify-per-verification',
  about: 'verify a W3C credential, eddsa-rdfc-2022; stock: one bare Ed25519 verification of node:crypto',
  ours: verifyWithOurs,
  stock: () => verify(null, data, publicKey, signature),
  ratioIs: 'times the floor',
};
