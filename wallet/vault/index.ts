/** What the wallet keeps. See README.md. */
export { createId } from './create-id.ts';
export { openIndexedDbVault } from './indexed-db-vault.ts';
export { createMemoryVault } from './memory-vault.ts';
export { ShareEntry, type Vault } from './vault.ts';
