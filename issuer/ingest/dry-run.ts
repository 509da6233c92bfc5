/** A dry run: what an import would change, worker by worker, without changing anything. */
import type { GigRecord } from '../../core/credential/gig-record.ts';
import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { GigVersion, Store, StoredGig } from '../../store/index.ts';
import { aggregate, loadWorkRecord } from '../aggregate/index.ts';
import { localDate } from '../local-time.ts';
import { type IngestOptions, ingest } from './ingest.ts';
import type { IngestReport } from './ingest-report.ts';

export type WorkerChange = {
  readonly workerId: string;
  readonly name: string;
  /** True for a worker of whom nothing was known. */
  readonly isNew: boolean;
  /** The figures that would change, as they are and as they would be; `asOf` left out. */
  readonly figures: Readonly<Record<string, { readonly before?: unknown; readonly after?: unknown }>>;
};

export type DryRunOptions = Omit<IngestOptions, 'store' | 'keepRefused'> & {
  readonly store: Store;
  /** Called for each worker whose record would change, in the order of their ids. */
  readonly onWorker: (change: WorkerChange) => void;
};

/**
 * Reads a file as an import would, into a database of its own that is thrown away afterwards. Nothing that is kept
 * changes, and calls of others go on meanwhile.
 *
 * @returns the report that the import would give
 */
export const dryRun = async ({ store, onWorker, ...options }: DryRunOptions): Promise<IngestReport> => {
  const draft = await store.openDraft();
  try {
    await draft.gigs.storeRatingWindow(await store.gigs.loadRatingWindow());
    const overlay = createOverlay(store, draft);
    const report = await ingest({ ...options, store: overlay });
    await compareWorkers({ store, draft, moved: overlay.moved, onWorker });
    return report;
  } finally {
    await draft.close();
  }
};

/** Reads from the draft what was written there, and from the store the rest; writes to the draft only. */
const createOverlay = (store: Store, draft: Store) => {
  /** Gigs that the file gives to another worker, and the workers who had them. */
  const moved = { gigIds: new Set<string>(), workerIds: new Set<string>() };
  const findKept = async (gigIds: readonly string[], from: Store): Promise<Map<string, GigVersion>> => {
    let found: ReadonlyMap<string, GigVersion> = new Map();
    await from.gigs.storeChosen(gigIds, (kept) => {
      found = kept;
      return [];
    });
    return new Map(found);
  };
  const storeChosen = async (
    gigIds: readonly string[],
    choose: (kept: ReadonlyMap<string, GigVersion>) => readonly StoredGig[],
  ): Promise<void> => {
    const kept = await findKept(gigIds, store);
    for (const [gigId, version] of await findKept(gigIds, draft)) kept.set(gigId, version);
    const chosen = choose(kept);
    for (const { gigId, workerId } of chosen) {
      const before = workerOf(kept.get(gigId));
      if (before === undefined || before === workerId) continue;
      moved.gigIds.add(gigId);
      moved.workerIds.add(before);
    }
    await draft.gigs.storeChosen(gigIds, () => chosen);
  };
  const stores = {
    ...store,
    gigs: { ...store.gigs, storeChosen, storeRatingWindow: draft.gigs.storeRatingWindow },
    workers: { ...store.workers, storeKnown: draft.workers.storeKnown },
  };
  return { moved, transact: <T>(change: (given: typeof stores) => Promise<T>): Promise<T> => change(stores) };
};

/** The record was written by us, from a parsed gig record. */
const workerOf = (version: GigVersion | undefined): string | undefined =>
  version === undefined ? undefined : (JSON.parse(version.canonical) as GigRecord).workerId;

type Comparison = Pick<DryRunOptions, 'onWorker'> & {
  readonly store: Store;
  readonly draft: Store;
  readonly moved: { readonly gigIds: ReadonlySet<string>; readonly workerIds: ReadonlySet<string> };
};

const compareWorkers = async ({ store, draft, moved, onWorker }: Comparison): Promise<void> => {
  const moments = [await store.gigs.loadNewestUpdate(), await draft.gigs.loadNewestUpdate()];
  const recentRatings = await draft.gigs.loadRatingWindow();
  const newest = Math.max(...moments.map((moment) => moment ?? 0));
  for await (const workerId of listWorkerIds(draft, moved.workerIds)) {
    const inDraft = await draft.gigs.loadByWorker(workerId);
    const replaced = new Set([...moved.gigIds, ...inDraft.map(({ gigId }) => gigId)]);
    const kept = (await store.gigs.loadByWorker(workerId)).filter(({ gigId }) => !replaced.has(gigId));
    const known = await store.workers.loadWorker(workerId);
    const worker = known ?? (await draft.workers.loadWorker(workerId));
    const before = (await loadWorkRecord(store, workerId))?.record;
    const after = aggregate([...kept, ...inDraft], { asOf: localDate(newest), recentRatings });
    const figures = compareRecords(before, after);
    if (known !== undefined && Object.keys(figures).length === 0) continue;
    onWorker({ workerId, name: worker?.name ?? workerId, isNew: known === undefined, figures });
  }
};

const compareRecords = (before: WorkRecord | undefined, after: WorkRecord): WorkerChange['figures'] => {
  const figures = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]);
  figures.delete('asOf');
  const [old, fresh] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after))];
  return Object.fromEntries(
    [...figures]
      .filter((figure) => JSON.stringify(old.get(figure)) !== JSON.stringify(fresh.get(figure)))
      .map((figure) => [
        figure,
        {
          ...(old.has(figure) ? { before: old.get(figure) } : {}),
          ...(fresh.has(figure) ? { after: fresh.get(figure) } : {}),
        },
      ]),
  );
};

async function* listWorkerIds(draft: Store, moved: ReadonlySet<string>): AsyncGenerator<string> {
  let page = await draft.workers.listWorkers({ limit: 500 });
  const seen = new Set(moved);
  while (page.length > 0) {
    for (const { workerId } of page) {
      seen.delete(workerId);
      yield workerId;
    }
    page = await draft.workers.listWorkers({ after: page.at(-1)?.workerId ?? '', limit: 500 });
  }
  yield* seen;
}
