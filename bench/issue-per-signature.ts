/** How many Ed25519 signatures does it cost to sign a W3C credential? The floor: node:crypto, at once, with a kept key. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { issueWithOurs } from './issue.ts';
import type { Question } from './measure.ts';

const { privateKey } = generateKeyPairSync('ed25519');
/** As much as a Data Integrity proof signs: two hashes. */
const data = new Uint8Array(64).fill(7);

export const question: Question = {
  question: 'issue-per-signature',
  about: 'sign a W3C credential, eddsa-rdfc-2022; stock: one bare Ed25519 signature of node:crypto',
  ours: issueWithOurs,
  stock: () => sign(null, data, privateKey),
  ratioIs: 'times the floor',
};
