/** The compact edition for the QR code on paper: its form, its payload and its digits in `compact/`. */
export {
  type CompactContent,
  type CompactProblem,
  createCompact,
  type ParsedCompact,
  parseCompact,
  verifyCompact,
} from './compact/compact-edition.ts';
export { type CompactPayload, claimsFromCompact } from './compact/compact-payload.ts';
export { compactToDigits, digitsToCompact } from './compact/digits.ts';
