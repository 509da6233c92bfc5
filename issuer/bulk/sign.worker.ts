/** What a signing thread does: it is given the keys and what is known of the workers, and knows no store. */
import { workerData } from 'node:worker_threads';
import { inheritCompiledCanonicalization } from '../../server/canonicalization.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import type { IssuerKeys } from '../keys/issuer-keys.ts';
import { createIssuerKeys, type KeptKeys } from '../keys/kept-keys.ts';
import { type KnownChunk, type SignedChunk, type SigningDeps, signChunk } from './sign-chunk.ts';

export type ThreadSettings = {
  readonly hashKey: Uint8Array;
  readonly url: string;
  readonly name: string;
  readonly logLevel: string;
};

/** A chunk with the keys that sign now: an operator may change them in the middle of a run. */
export type ThreadChunk = { readonly chunk: KnownChunk; readonly keys: KeptKeys };

inheritCompiledCanonicalization();

const { hashKey, url, name, logLevel }: ThreadSettings = workerData;
const deps: Omit<SigningDeps, 'keys'> = {
  settings: { url, name },
  hashKey,
  crypto: nodeCrypto,
  log: {
    error: async (...told) => {
      // Loaded by those alone who have something to tell.
      const { createLog } = await import('../../server/log.ts');
      createLog({ name: 'issuer', level: logLevel }).error(...told);
    },
  },
};

let known: IssuerKeys | undefined;

export default async function signKnown({ chunk, keys }: ThreadChunk): Promise<SignedChunk> {
  if (known?.version !== keys.version) known = createIssuerKeys(keys);
  return signChunk({ ...deps, keys: known }, chunk);
}
