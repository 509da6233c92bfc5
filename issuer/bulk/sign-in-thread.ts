/** What a signing thread does: it is given the keys and what is known of the workers, and knows no store. */
import { workerData } from 'node:worker_threads';
import { inheritCompiledCanonicalization } from '../../server/canonicalization.ts';
import { createLog } from '../../server/log.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { createIssuerKeys, type KeptKeys } from '../keys/kept-keys.ts';
import { type KnownChunk, type SignedChunk, type SigningDeps, signChunk } from './sign-chunk.ts';

export type ThreadSettings = {
  readonly keys: KeptKeys;
  readonly hashKey: Uint8Array;
  readonly url: string;
  readonly name: string;
  readonly logLevel: string;
};

inheritCompiledCanonicalization();

const { keys, hashKey, url, name, logLevel }: ThreadSettings = workerData;
const deps: SigningDeps = {
  settings: { url, name },
  keys: createIssuerKeys(keys),
  hashKey,
  crypto: nodeCrypto,
  log: createLog({ name: 'issuer', level: logLevel }),
};

export const signKnown = (chunk: KnownChunk): Promise<SignedChunk> => signChunk(deps, chunk);
