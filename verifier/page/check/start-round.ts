/** Checks on the reader's own device: the same judging as the service does, with lists that the service hands out. */
import { z } from 'zod';
import { loadDocument } from '../../../contexts/index.ts';
import { createReport, type Report, verifyMalformed, verifyReceived } from '../../../core/verify/index.ts';
import type { PageFetch } from '../../../ui/call-api.ts';
import { webCrypto } from '../../../ui/web-crypto.ts';
import { loadLists } from './load-lists.ts';
import { readDocument } from './read-document.ts';

/** How far two honest clocks may differ. */
const clockSkewSeconds = 60;

export type Round = {
  /** A report on everything found in the bytes; rejects when a part of this page cannot be loaded. */
  readonly check: (bytes: Uint8Array<ArrayBuffer>) => Promise<Report>;
  /** When the lists were fetched, where they are those of an earlier visit. */
  readonly keptSince: () => Date | undefined;
};

/** A round of checks, one or many, with lists that are fetched once; undefined when there are no lists to be had. */
export async function startRound(ports: {
  readonly fetch: PageFetch;
  readonly now: () => Date;
}): Promise<Round | undefined> {
  // The content security policy forbids eval, which zod would otherwise use to be faster.
  z.config({ jitless: true });
  const lists = await loadLists(ports.fetch, ports);
  if (lists === undefined) return undefined;
  const { trust, verifierName, resolveDid, loadStatusList, keptSince } = lists;
  return {
    keptSince,
    check: async (bytes) => {
      const context = {
        now: ports.now(),
        clockSkewSeconds,
        crypto: webCrypto,
        loadDocument,
        trust,
        resolveDid,
        loadStatusList,
        verifierName,
      };
      const received = await readDocument(bytes, ports.fetch);
      return received.ok
        ? verifyReceived(received.value, context)
        : createReport([verifyMalformed(received.error)], context);
    },
  };
}
