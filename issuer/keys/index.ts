/** The platform's keys, and their changes; see README.md. */
export type { Change, ChangeDeps } from './change-keys.ts';
export { changeIssuerSecret } from './change-secret.ts';
export { type DescribedKey, describeKeys } from './describe-keys.ts';
export { type KeyPurpose, keyPurposes } from './key-names.ts';
export { type KeyRing, openKeyRing } from './key-ring.ts';
export { retireKey } from './retire-key.ts';
export { prepareKeys, rotateKeys } from './rotate-keys.ts';
export { type SchemeNews, tellScheme } from './tell-scheme.ts';
