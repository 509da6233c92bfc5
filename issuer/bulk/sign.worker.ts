/** What a signing thread does: it is given the keys and what is known of the workers, and knows no store. */
import { setCompiledCanonicalization } from '../../server/canonicalization.ts';
import { nodeCrypto } from '../../server/node-crypto.ts';
import type { IssuerKeys } from '../keys/issuer-keys.ts';
import { createIssuerKeys, type KeptKeys } from '../keys/kept-keys.ts';
import { release } from './line-room.ts';
import { type KnownChunk, type SignedChunk, type SigningDeps, signChunk } from './sign-chunk.ts';

export type ThreadSettings = {
  readonly hashKey: Uint8Array;
  readonly url: string;
  readonly name: string;
  readonly logLevel: string;
  /** True when left out. */
  readonly compiledCanonicalization?: boolean;
};

/** A chunk with the settings, and with the keys that sign now: an operator may change them in the middle of a run. */
export type ThreadChunk = {
  readonly chunk: KnownChunk;
  readonly settings: ThreadSettings;
  readonly keys: KeptKeys;
};

let deps: Omit<SigningDeps, 'keys'> | undefined;
let known: IssuerKeys | undefined;

let before: Promise<unknown> = Promise.resolve();

/** One behind the other: what waits must not make the first take longer. */
export default function signInTurn(task: ThreadChunk): Promise<SignedChunk> {
  const signed = before.then(() => signKnown(task));
  before = signed.catch(() => undefined);
  return signed;
}

/** The settings are those of the first chunk; the keys those of each. */
async function signKnown({ chunk, settings, keys }: ThreadChunk): Promise<SignedChunk> {
  deps ??= useSettings(settings);
  if (known?.version !== keys.version) known = createIssuerKeys(keys);
  const signed = await signChunk({ ...deps, keys: known }, chunk);
  // Handed over to this thread alone.
  release(chunk.gigs);
  return signed;
}

function useSettings(settings: ThreadSettings): Omit<SigningDeps, 'keys'> {
  const { hashKey, url, name, logLevel, compiledCanonicalization = true } = settings;
  setCompiledCanonicalization(compiledCanonicalization);
  return {
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
}
