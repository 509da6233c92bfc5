export {
  type BitstringProblem,
  createBitstring,
  decodeBitstringList,
  encodeBitstringList,
  getBit,
  minimumEntries,
} from './bitstring.ts';
export {
  BitstringStatusListCredential,
  BitstringStatusListEntry,
  createBitstringStatusListCredential,
  createBitstringStatusListEntry,
  parseBitstringStatusListCredential,
  StatusPurpose,
} from './bitstring-credential.ts';
export {
  createTokenStatusList,
  decodeTokenStatusList,
  newerListUrl,
  PackedStatusList,
  type StatusBits,
  signTokenStatusList,
  statusAt,
  type TokenStatusList,
  TokenStatusListPayload,
  type TokenStatusListProblem,
  tokenStatus,
  tokenStatusListType,
} from './token-status-list.ts';
