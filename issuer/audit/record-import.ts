/** Imports in the audit log: that one began, and what came of it. One that broke off has a begin and no end. */
import type { Store } from '../../store/index.ts';
import type { IssuerDeps } from '../deps.ts';
import type { IngestReport } from '../ingest/index.ts';
import { recordChange } from './record-change.ts';

type Import = {
  readonly actor: string;
  /** The mapping, by its name. */
  readonly mapping: string;
};

/** Runs an import between its two entries. */
export async function recordImport(
  { clock }: Pick<IssuerDeps, 'clock'>,
  store: Pick<Store, 'transact'>,
  { actor, mapping }: Import,
  run: () => Promise<IngestReport>,
): Promise<IngestReport> {
  await store.transact((stores) =>
    recordChange({ clock }, stores, { actor, action: 'import_started', details: { mapping } }),
  );
  const report = await run();
  const { accepted, corrected, unchanged } = report;
  const refused = report.refused.length + (report.refusedBeyondList ?? 0);
  const details = { mapping, accepted, corrected, unchanged, refused };
  await store.transact((stores) =>
    recordChange({ clock }, stores, { actor, action: 'gigs_imported', details }),
  );
  return report;
}
