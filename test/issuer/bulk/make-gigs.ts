/** Gigs of many workers, made by counting; every tenth worker has completed none. */
import canonicalize from 'canonicalize';
import type { GigRecord } from '../../../core/credential/index.ts';
import type { Store, StoredGig } from '../../../store/index.ts';

const cleaning = 'http://data.europa.eu/esco/skill/821ecf8f-3c2a-4b89-a9f1-b2aa7fb0b625';

const gigOf = (worker: number, index: number): GigRecord => ({
  gigId: `G-${worker}-${index}`,
  workerId: `W-${String(worker).padStart(7, '0')}`,
  workerName: `Werker ${worker}`,
  status: worker % 10 === 9 ? 'scheduled' : 'completed',
  startedAt: `2025-0${1 + (index % 9)}-1${worker % 10}T08:00:00Z`,
  minutes: 60 + 15 * (worker % 8),
  client: { id: `C-${index % 4}` },
  sector: { scheme: 'SBI', version: '2025', code: '81210' },
  skills: [cleaning],
  rating: { value: 1 + ((worker + index) % 5), worst: 1, best: 5 },
  updatedAt: `2025-0${1 + (index % 9)}-20T08:00:00Z`,
});

const toStored = (gig: GigRecord): StoredGig => ({
  gigId: gig.gigId,
  workerId: gig.workerId,
  workerName: gig.workerName,
  updatedAt: Date.parse(gig.updatedAt),
  knownAt: Date.parse(gig.updatedAt),
  canonical: canonicalize(gig) ?? '',
});

/** Stores `gigs` gigs of each of so many workers. */
export async function storeManyGigs(
  store: Pick<Store, 'gigs'>,
  { workers, gigs }: { readonly workers: number; readonly gigs: number },
): Promise<void> {
  const each = 40;
  for (let first = 0; first < workers; first += each) {
    const chunk = Array.from({ length: Math.min(each, workers - first) }, (_, at) =>
      Array.from({ length: gigs }, (_gig, index) => toStored(gigOf(first + at, index))),
    ).flat();
    await store.gigs.storeChosen(
      chunk.map(({ gigId }) => gigId),
      () => chunk,
    );
  }
}
