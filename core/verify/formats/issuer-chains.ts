/**
 * Certificate chains that were verified already: a platform signs ten thousand credentials under one chain. What is
 * remembered is the leaf and the time in which the whole path is current; to whom it belongs is asked anew each time.
 */
import { type ChainPath, verifyCertificateChain } from '../../keys/certificates.ts';
import type { CacheCounts } from '../cache-counts.ts';

type Request = {
  readonly x5c: readonly string[];
  readonly anchors: readonly string[];
  /** The moment at which the certificates must hold. */
  readonly now: Date;
};

export type IssuerChains = {
  /** The verified path, or undefined when the chain does not end at one of the anchors, or is not current. */
  readonly verify: (request: Request) => Promise<ChainPath | undefined>;
  readonly counts: () => CacheCounts;
};

const verifyAnew = async (request: Request): Promise<ChainPath | undefined> => {
  const chain = await verifyCertificateChain(request);
  return chain.ok ? chain.value : undefined;
};

/** Without a memory. */
export const noIssuerChains: Pick<IssuerChains, 'verify'> = { verify: verifyAnew };

/** A memory of so many chains; only those that hold are kept, and only under the very anchors that they hold under. */
export const createIssuerChains = ({ entries }: { readonly entries: number }): IssuerChains => {
  const known = new Map<string, ChainPath>();
  let [hits, misses] = [0, 0];
  return {
    verify: async (request) => {
      const name = [...request.x5c, '', ...request.anchors].join('\n');
      const kept = known.get(name);
      if (kept && kept.from <= request.now && request.now <= kept.until) {
        hits += 1;
        return kept;
      }
      misses += 1;
      const path = await verifyAnew(request);
      if (path === undefined) return undefined;
      known.delete(name);
      known.set(name, path);
      for (const oldest of known.keys()) {
        if (known.size <= entries) break;
        known.delete(oldest);
      }
      return path;
    },
    counts: () => ({ hits, misses, size: known.size }),
  };
};
