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

/** A batch goes in as one transaction: that many gigs, or fewer when they are long. */
const batchSize = 2000;
const batchLetters = 1 << 21;

/**
 * Reads gig records into the store, thousands at a time in one transaction. Bad lines are refused by line, good lines
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
  let letters = 0;

  const storeBatch = async (items: readonly Item[], read: typeof progress): Promise<void> => {
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
          gigs.push(forgotten.withoutRemoved(gig));
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
    onProgress?.(read);
  };

  /** While one batch goes in, the next is read: a database elsewhere lets us wait. */
  let storing = Promise.resolve();
  const keep = async (): Promise<void> => {
    const items = batch;
    batch = [];
    letters = 0;
    await storing;
    storing = storeBatch(items, { ...progress });
    // Told to whoever waits for it: the next batch, or the end.
    storing.catch(() => undefined);
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
  try {
    for await (const entries of readEntries(source, mapping)) {
      for (const entry of entries) {
        progress.records += 1;
        const outcome = understand(entry);
        if (outcome === undefined) continue;
        batch.push({ place: entry.place, outcome });
        if (outcome.ok && 'gig' in outcome.value) letters += outcome.value.gig.canonical.length;
        if (batch.length >= batchSize || letters >= batchLetters) await keep();
      }
    }
    if (isCut) batch.push({ place: 'file', outcome: cut });
    await keep();
    await storing;
  } finally {
    // Nothing is underway any more when the caller hears of it, however it ended.
    await storing.catch(() => undefined);
  }
  return report.finish();
};

type Item = { readonly place: Place; readonly outcome: Outcome<Understood> };

const erased = refuse('erased_worker', "This worker's data was erased at the worker's request.");

const cut = refuse(
  'truncated',
  'The packed file ends in the middle, or is damaged; what came before was read.',
);

/** Of an element without gigs: its worker, or nothing when the mapping does not read one there. */
const createUnderstanding = (mapping: IngestOptions['mapping'], now: Date) => {
  const mapRecord = mapping === ownForm ? undefined : createRecordMapper(mapping);
  return ({ outcome }: Entry): Outcome<Understood> | undefined => {
    if (!outcome.ok) return outcome;
    const { row, value, hasNoGig } = outcome.value;
    if (hasNoGig) {
      const worker = mapping === ownForm ? ok(undefined) : mapWorker(row, mapping);
      if (!worker.ok) return worker;
      return worker.value === undefined ? undefined : ok({ idle: worker.value });
    }
    let warnings: Warning[] = noWarnings;
    const warn = (warning: Warning): void => {
      warnings = [...warnings, warning];
    };
    const parsed = mapRecord === undefined ? parseOwnRecord(value, warn) : mapRecord(row, warn);
    const gig = parsed.ok ? checkGig(parsed.value, now, warn) : parsed;
    if (!gig.ok) return gig;
    return ok({ gig: toStored(gig.value, now), hasReview: gig.value.review !== undefined, warnings });
  };
};

const noWarnings: Warning[] = [];

/** As text at once: of a batch that waits to be stored, nothing else is held. */
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
