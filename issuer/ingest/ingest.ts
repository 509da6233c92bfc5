import type { GigRecord } from '../../core/credential/gig-record.ts';
import { ok } from '../../core/result.ts';
import type { KnownWorker, StoredGig, Stores } from '../../store/index.ts';
import { canonicalGig } from './canonical-gig.ts';
import { checkGig } from './check-gig.ts';
import { chooseVersions } from './choose-versions.ts';
import type { Entry } from './entry.ts';
import { type ForgottenHashes, findForgotten, type Understood } from './forgotten.ts';
import { createIngestReport, type IngestReport, type RefusedLine } from './ingest-report.ts';
import { createRecordMapper } from './map-record.ts';
import { mapWorker } from './map-worker.ts';
import type { Mapping } from './mapping.ts';
import { ownForm, parseOwnRecord } from './own-form.ts';
import { readEntries } from './read-entries.ts';
import { type Outcome, type Place, type Refusal, refuse, type Warning } from './refusal.ts';
import { ungzip } from './ungzip.ts';

/** What an import reads and writes. */
export type IngestStores = Pick<Stores, 'gigs' | 'workers' | 'erasure' | 'imports'>;

export type IngestOptions = {
  /** The file as it comes; it is never held as a whole. */
  readonly source: AsyncIterable<Uint8Array>;
  /** How to read the platform's export, or `ownForm` for NDJSON in the project's own form. */
  readonly mapping: Mapping | typeof ownForm;
  readonly store: { readonly transact: <T>(change: (stores: IngestStores) => Promise<T>) => Promise<T> };
  readonly now: Date;
  /** Keyed hashes by which the store knows erased workers and removed reviews; without them nothing is looked up. */
  readonly forgotten?: ForgottenHashes;
  /** Takes every refused line, in the transaction that keeps the lines around it. */
  readonly keepRefused?: (refused: readonly RefusedLine[], stores: IngestStores) => Promise<void>;
  /** Called after each batch, with the bytes read and the records seen so far. */
  readonly onProgress?: (progress: { readonly bytes: number; readonly records: number }) => void;
};

const batchSize = 500;

/**
 * Reads gig records into the store, hundreds at a time in one transaction. Bad lines are refused by line, good lines
 * go in; the same line twice, or lines in another order, make no difference to what is kept.
 *
 * @returns how many gigs were new (`accepted`), newer than what was kept (`corrected`) or neither (`unchanged`), and
 *   the refused lines; `warnings` are about lines that went in
 */
export const ingest = async (options: IngestOptions): Promise<IngestReport> => {
  const { store, now, mapping, onProgress } = options;
  const report = createIngestReport();
  const progress = { bytes: 0, records: 0 };
  const understand = createUnderstanding(mapping, now);
  let batch: Item[] = [];

  const keep = async (): Promise<void> => {
    const items = batch;
    batch = [];
    // What must not come back is looked up in the transaction that keeps the batch: an erasure is before it or after.
    await store.transact(async (stores) => {
      const forgotten = await findForgotten(stores, items, options.forgotten);
      const gigs: StoredGig[] = [];
      const idle: KnownWorker[] = [];
      const refused: RefusedLine[] = [];
      const refuseLine = (line: Place, { code, message }: Refusal): void => {
        report.refuse(line, { code, message });
        refused.push({ line, code, message });
      };
      for (const { place, outcome } of items) {
        if (!outcome.ok) refuseLine(place, outcome.error);
        else if (forgotten.isErased(outcome.value)) refuseLine(place, erased.error);
        else if ('gig' in outcome.value) {
          const { gig, warnings } = outcome.value;
          report.warn(place, gig.workerId, warnings);
          gigs.push(toStored(forgotten.withoutRemoved(gig), now));
        } else idle.push(outcome.value.idle);
      }
      if (refused.length > 0) await options.keepRefused?.(refused, stores);
      await stores.workers.storeKnown(idle);
      await stores.gigs.storeChosen([...new Set(gigs.map(({ gigId }) => gigId))], (kept) => {
        const { chosen, counts } = chooseVersions(gigs, kept);
        report.count(counts);
        return chosen;
      });
    });
    onProgress?.({ ...progress });
  };

  let isCut = false;
  const packed = countBytes(options.source, (length) => {
    progress.bytes += length;
  });
  const source = ungzip(packed, () => {
    isCut = true;
  });
  if (mapping !== ownForm) {
    const { rating } = mapping.gig;
    const window = rating !== undefined && 'recent' in rating ? rating.recent : undefined;
    await store.transact(({ gigs }) => gigs.storeRatingWindow(window));
  }
  for await (const entry of readEntries(source, mapping)) {
    progress.records += 1;
    if (entry.outcome.ok && entry.outcome.value.hasNoGig) {
      const worker = mapping === ownForm ? ok(undefined) : mapWorker(entry.outcome.value.row, mapping);
      if (!worker.ok) batch.push({ place: entry.place, outcome: worker });
      else if (worker.value !== undefined)
        batch.push({ place: entry.place, outcome: ok({ idle: worker.value }) });
    } else {
      const warnings: Warning[] = [];
      const gig = understand(entry, (warning) => warnings.push(warning));
      batch.push({ place: entry.place, outcome: gig.ok ? ok({ gig: gig.value, warnings }) : gig });
    }
    if (batch.length >= batchSize) await keep();
  }
  if (isCut) batch.push({ place: 'file', outcome: cut });
  await keep();
  return report.finish();
};

type Item = { readonly place: Place; readonly outcome: Outcome<Understood> };

const erased = refuse('erased_worker', "This worker's data was erased at the worker's request.");

const cut = refuse(
  'truncated',
  'The packed file ends in the middle, or is damaged; what came before was read.',
);

const createUnderstanding = (mapping: IngestOptions['mapping'], now: Date) => {
  const mapRecord = mapping === ownForm ? undefined : createRecordMapper(mapping);
  return (entry: Entry, warn: (warning: Warning) => void): Outcome<GigRecord> => {
    if (!entry.outcome.ok) return entry.outcome;
    const { row, value } = entry.outcome.value;
    const gig = mapRecord === undefined ? parseOwnRecord(value, warn) : mapRecord(row, warn);
    return gig.ok ? checkGig(gig.value, now, warn) : gig;
  };
};

const toStored = (gig: GigRecord, now: Date): StoredGig => {
  const updatedAt = Date.parse(gig.updatedAt);
  return {
    gigId: gig.gigId,
    workerId: gig.workerId,
    workerName: gig.workerName,
    updatedAt,
    knownAt: Math.min(updatedAt, now.getTime()),
    storedAt: now.getTime(),
    canonical: canonicalGig(gig),
  };
};

async function* countBytes(
  source: AsyncIterable<Uint8Array>,
  add: (length: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const bytes of source) {
    add(bytes.length);
    yield bytes;
  }
}
