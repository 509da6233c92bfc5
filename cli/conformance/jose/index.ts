export { type Feature, features, type SuiteResult } from './features.ts';
export { issueForSuite } from './issue.ts';
export { type KeyFile, parseKeyFile } from './parse-key.ts';
export { parsePlace } from './parse-places.ts';
export { verifyForSuite } from './verify.ts';
