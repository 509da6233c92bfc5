/** Checks on the reader's own device: the same judging as the service does, with lists that the service hands out. */
import { z } from 'zod';
import { loadDocument } from '../../../contexts/index.ts';
import {
  createReport,
  type Report,
  type Seen,
  verifyMalformed,
  verifyReceived,
} from '../../../core/verify/index.ts';
import type { PageFetch } from '../../../ui/call-api.ts';
import type { SignedBytes } from '../../../ui/signed-bytes.ts';
import { webCrypto } from '../../../ui/web-crypto.ts';
import { describeSigned } from './describe-signed.ts';
import { loadLists } from './load-lists.ts';
import { readDocument } from './read-document.ts';
import { type FoundReport, recogniseReport } from './recognise-report.ts';

/** How far two honest clocks may differ. */
const clockSkewSeconds = 60;

export type Judged =
  | {
      readonly kind: 'credentials';
      readonly report: Report;
      /** What it was taken for when it could not be read. */
      readonly seen?: Seen;
      /** Takes it apart for specialists; only done when somebody looks. */
      readonly describe: () => Promise<readonly SignedBytes[]>;
    }
  | { readonly kind: 'report'; readonly found: FoundReport };

export type Round = {
  /** A report on everything found in the bytes; rejects when a part of this page cannot be loaded. */
  readonly check: (bytes: Uint8Array<ArrayBuffer>) => Promise<Judged>;
  /** When the lists were fetched, where they are those of an earlier visit. */
  readonly keptSince: () => Date | undefined;
};

/** A round of checks, one or many, with lists that are fetched once; undefined when there are no lists to be had. */
export async function startRound(ports: {
  readonly fetch: PageFetch;
  readonly now: () => Date;
  readonly schemeKeys?: string;
}): Promise<Round | undefined> {
  // The content security policy forbids eval, which zod would otherwise use to be faster.
  z.config({ jitless: true });
  const lists = await loadLists(ports.fetch, ports, ports.schemeKeys);
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
      const { found, others } = await readDocument(bytes, ports.fetch);
      if (!found.ok) {
        const known = await recogniseReport(others, ports.fetch);
        if (known !== undefined) return { kind: 'report', found: known };
      }
      const report = found.ok
        ? await verifyReceived(found.value, context)
        : createReport([verifyMalformed(found.error)], context);
      const received = found.ok ? found.value : [];
      const isShown = report.credentials.every(({ record }) => record !== null);
      return {
        kind: 'credentials',
        report,
        ...(!found.ok && { seen: found.error.kind }),
        describe: describeLater({ received, file: found.ok ? new Uint8Array() : bytes, isShown }),
      };
    },
  };
}

/** A function of its own, so that it holds on to nothing but this: there may be hundreds of them. */
const describeLater = (what: Parameters<typeof describeSigned>[0]) => () => describeSigned(what, webCrypto);
