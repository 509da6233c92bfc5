/** A thread that signs: opens the store and the keys for itself, once, and then takes chunk after chunk. */
import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { inheritCompiledCanonicalization } from '../../server/canonicalization.ts';
import { parseKeySecret } from '../../server/key-vault.ts';
import { createLog } from '../../server/log.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import { openStore } from '../../store/index.ts';
import { createHashKey } from '../hash-key.ts';
import { loadIssuerKeys } from '../keys/load-issuer-keys.ts';
import { type ChunkOrder, type SigningDeps, signChunk } from './sign-chunk.ts';

export type ThreadSettings = {
  readonly databaseUrl: string;
  readonly keySecret: string;
  readonly url: string;
  readonly name: string;
  readonly logLevel: string;
};

inheritCompiledCanonicalization();

async function open(settings: ThreadSettings): Promise<SigningDeps> {
  const { databaseUrl, keySecret, url, name, logLevel } = settings;
  const store = await openStore(databaseUrl);
  const secret = parseKeySecret(keySecret);
  const { issuerKeys } = store;
  const keys = await loadIssuerKeys({ issuerKeys, secret, url, name, now: new Date(), crypto: nodeCrypto });
  return {
    store,
    settings: { url, name },
    keys,
    hashKey: createHashKey(secret),
    crypto: nodeCrypto,
    log: createLog({ name: 'issuer', level: logLevel }),
  };
}

const opened = open(workerData);
// Told to whoever gives the first chunk.
opened.catch(() => undefined);

export default async function sign(order: ChunkOrder) {
  const chunk = await signChunk(await opened, order);
  // Handed over, not copied.
  return move({ [valueSymbol]: chunk, [transferableSymbol]: [chunk.bytes.buffer] });
}
