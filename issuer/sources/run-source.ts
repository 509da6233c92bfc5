/**
 * Fetches what is new from a platform's endpoint, page by page. After each page its place is kept, so that a run that
 * breaks off goes on there; pages that come twice change nothing.
 */
import { KlusCVError } from '../../core/errors.ts';
import type { SourceState } from '../../store/index.ts';
import { recordChange } from '../audit/index.ts';
import type { IssuerDeps } from '../deps.ts';
import { createForgottenHashes } from '../erasure.ts';
import { type IngestReport, ingest, type Mapping } from '../ingest/index.ts';
import { createPageRequest, readNextCursor, type Source } from './request-page.ts';

export type SourceDeps = Pick<IssuerDeps, 'store' | 'hashKey' | 'clock' | 'fetchPage' | 'secretOf'>;

const mostPages = 100_000;
/** Clocks differ, and a change may be stored a little after its time: so much is asked for again. */
const overlapMs = 10 * 60_000;
const noCounts = { pages: 0, accepted: 0, corrected: 0, unchanged: 0, refused: 0 };

/**
 * Runs one source to its end.
 *
 * @returns its state afterwards, which is kept as well
 * @throws KlusCVError what went wrong, after it was kept as `lastError`
 */
export const runSource = async (
  deps: SourceDeps,
  { name, mapping, actor }: { readonly name: string; readonly mapping: Mapping; readonly actor: string },
): Promise<SourceState> => {
  const { source } = mapping;
  if (source === undefined) throw new KlusCVError('not_found', `The mapping ${name} has no source.`);
  let state = await deps.store.sources.loadState(name);
  const keep = async (change: Partial<SourceState>): Promise<void> => {
    state = { ...state, ...change };
    await deps.store.sources.storeState(name, state);
  };
  const resumedAt = state.cursor;
  const now = deps.clock().toISOString();
  // A run that was broken off goes on where it was.
  if (state.cursor === undefined) await keep({ lastTriedAt: now, runStartedAt: now, counts: noCounts });
  else await keep({ lastTriedAt: now });
  try {
    for (;;) {
      const { report, next, importId } = await fetchPage(deps, { source, mapping, state });
      const counts = addCounts(state.counts, report);
      const { lastError: _, cursor: before, ...others } = state;
      if (next !== undefined && (next === before || counts.pages >= mostPages))
        throw new KlusCVError('fetch_failed', 'The cursor of the source leads nowhere.');
      state = { ...others, counts, ...(next === undefined ? {} : { cursor: next }) };
      await keep(importId === undefined ? {} : { refusedImportId: importId });
      if (next === undefined) break;
    }
  } catch (error) {
    // A cursor from long ago may lead nowhere any more: then the next run begins anew.
    if (resumedAt !== undefined && state.cursor === resumedAt) {
      const { cursor: _, ...anew } = state;
      state = anew;
    }
    await keep({ lastError: { at: deps.clock().toISOString(), ...describeError(error) } });
    throw error;
  }
  const began = Date.parse(state.runStartedAt ?? now);
  await keep({
    lastFinishedAt: deps.clock().toISOString(),
    updatedSince: new Date(began - overlapMs).toISOString(),
  });
  const { pages: _, ...details } = state.counts ?? noCounts;
  await deps.store.transact((stores) =>
    recordChange(deps, stores, { actor, action: 'gigs_imported', details: { mapping: name, ...details } }),
  );
  return state;
};

type Page = { readonly source: Source; readonly mapping: Mapping; readonly state: SourceState };

const fetchPage = async (deps: SourceDeps, { source, mapping, state }: Page) => {
  const secret = source.keyFrom === undefined ? undefined : deps.secretOf(source.keyFrom);
  if (source.keyFrom !== undefined && secret === undefined)
    throw new KlusCVError('invalid_config', `${source.keyFrom} is not set; the source needs it.`);
  const since = state.updatedSince === undefined ? undefined : new Date(state.updatedSince);
  const response = await deps.fetchPage(createPageRequest(source, { cursor: state.cursor, since }, secret));
  const next = readNextCursor(source, response);
  const id = crypto.randomUUID();
  let refusedCount = 0;
  const report = await ingest({
    source: oneByOne(response.body),
    mapping,
    store: deps.store,
    now: deps.clock(),
    forgotten: createForgottenHashes(deps.hashKey),
    keepRefused: async (refused, stores) => {
      if (refusedCount === 0) await stores.imports.storeImport(id, deps.clock());
      await stores.imports.storeRefused(id, refusedCount, refused);
      refusedCount += refused.length;
    },
  });
  return { report, next, importId: refusedCount === 0 ? undefined : id };
};

async function* oneByOne(body: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < body.length; start += 65_536) yield body.subarray(start, start + 65_536);
}

const addCounts = (sum: SourceState['counts'] = noCounts, report: IngestReport) => ({
  pages: sum.pages + 1,
  accepted: sum.accepted + report.accepted,
  corrected: sum.corrected + report.corrected,
  unchanged: sum.unchanged + report.unchanged,
  refused: sum.refused + report.refused.length + (report.refusedBeyondList ?? 0),
});

const describeError = (error: unknown): { code: string; message: string } =>
  error instanceof KlusCVError
    ? { code: error.code, message: error.message }
    : { code: 'internal', message: 'Something went wrong on our side.' };
