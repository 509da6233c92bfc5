/**
 * The operator's register of signed reports, where it is on: each report encrypted under a key of its own, found by keyed
 * hashes of its reference number and of the credentials' digests, erased on request and when its time is over.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../core/ports.ts';
import { ReportContent, type SignedReport } from '../../core/signed-report/index.ts';
import { decryptText, encryptText } from '../../server/text-vault.ts';
import type { KeptReport, Store } from '../../store/index.ts';
import { recordVerifierChange, type VerifierChange } from '../audit/index.ts';
import { forgetReports } from './forget-reports.ts';

const use = 'kluscv-kept-report';
const dayMs = 86_400_000;

const Signed = z.strictObject({ content: ReportContent, jws: z.string() });

export type KeptSigned = {
  readonly signed: SignedReport;
  readonly keptAt: Date;
  readonly forgetAt: Date;
};
/** Where the next page begins: the last of this one. */
export type RegisterCursor = Pick<KeptReport, 'keptAt' | 'reportId'>;

export type Register = {
  readonly days: number;
  /** Until when a report that is signed now is kept. */
  readonly keepsUntil: () => Date;
  readonly keep: (signed: SignedReport) => Promise<void>;
  /** The newest first; what no key opens any more is left out. */
  readonly list: (page: { readonly before?: RegisterCursor; readonly limit: number }) => Promise<{
    readonly reports: readonly KeptSigned[];
    readonly next?: RegisterCursor;
  }>;
  readonly find: (reference: string, actor: string) => Promise<KeptSigned | undefined>;
  /** @param sha256 the digest of what the issuer signed, as reports name it */
  readonly findByCredential: (sha256: string, actor: string) => Promise<readonly KeptSigned[]>;
  /** How many there were. */
  readonly erase: (
    which: { readonly reference: string } | { readonly credential: string },
    actor: string,
  ) => Promise<number>;
  /** Erases what is past its time; how many. */
  readonly forget: () => Promise<number>;
};

/** @param keys each 32 bytes; the first encrypts, all of them open */
export function createRegister({
  store,
  keys,
  hashSecret,
  days,
  clock,
}: {
  readonly store: Pick<Store, 'keptReports' | 'verifierAudit' | 'transact' | 'scrub'>;
  readonly keys: readonly [Uint8Array, ...Uint8Array[]];
  readonly hashSecret: Uint8Array;
  readonly days: number;
  readonly clock: Clock;
}): Register {
  const hash = (kind: 'reference' | 'credential', value: string): string =>
    createHmac('sha256', hashSecret)
      .update(JSON.stringify(['kept-report', kind, value]))
      .digest('base64url');
  const open = async ({ encrypted, keptAt, forgetAt }: KeptReport): Promise<KeptSigned[]> => {
    // Over its time is gone, also in the moments before it is swept up.
    if (forgetAt <= clock()) return [];
    const text = await decryptText(encrypted, use, keys);
    const signed = Signed.safeParse(text === undefined ? undefined : JSON.parse(text));
    return signed.success ? [{ signed: signed.data, keptAt, forgetAt }] : [];
  };
  const openAll = async (kept: readonly KeptReport[]): Promise<KeptSigned[]> =>
    (await Promise.all(kept.map(open))).flat();
  const record = (change: VerifierChange): Promise<void> => recordVerifierChange(store, change, clock());
  return {
    days,
    keepsUntil: () => new Date(clock().getTime() + days * dayMs),
    keep: async (signed) => {
      const { jti: reference, credentials, kept } = signed.content;
      const now = clock();
      const report: KeptReport = {
        reportId: randomUUID(),
        referenceHash: hash('reference', reference),
        encrypted: await encryptText(JSON.stringify(signed), use, keys[0]),
        keptAt: now,
        forgetAt: new Date(kept?.until ?? now.getTime() + days * dayMs),
      };
      await store.transact(async (stores) => {
        await stores.keptReports.storeReport(
          report,
          credentials.map(({ sha256 }) => hash('credential', sha256)),
        );
        const change = { actor: 'service', action: 'report_kept', subject: reference } as const;
        await recordVerifierChange(stores, change, now);
      });
    },
    list: async ({ before, limit }) => {
      const page = await store.keptReports.listReports({
        limit: limit + 1,
        ...(before === undefined ? {} : { before }),
      });
      const shown = page.slice(0, limit);
      const last = page.length > limit ? shown.at(-1) : undefined;
      return { reports: await openAll(shown), ...(last === undefined ? {} : { next: last }) };
    },
    find: async (reference, actor) => {
      const kept = await store.keptReports.findByReference(hash('reference', reference));
      const [found] = kept === undefined ? [] : await open(kept);
      if (found !== undefined) await record({ actor, action: 'report_read', subject: reference });
      return found;
    },
    findByCredential: async (sha256, actor) => {
      const found = await openAll(await store.keptReports.listByCredential(hash('credential', sha256)));
      for (const { signed } of found)
        await record({ actor, action: 'report_read', subject: signed.content.jti });
      return found;
    },
    erase: async (which, actor) => {
      const count = await store.transact(async (stores) => {
        const dropped =
          'reference' in which
            ? await stores.keptReports.dropByReference(hash('reference', which.reference))
            : await stores.keptReports.dropByCredential(hash('credential', which.credential));
        const subject = 'reference' in which ? { subject: which.reference } : {};
        if (dropped > 0)
          await recordVerifierChange(
            stores,
            { actor, action: 'reports_erased', ...subject, details: { count: dropped } },
            clock(),
          );
        return dropped;
      });
      // Out of the database's side files too.
      if (count > 0) await store.scrub();
      return count;
    },
    forget: () => forgetReports({ store, clock }),
  };
}
