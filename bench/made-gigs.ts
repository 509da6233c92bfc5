/** Gigs by counting: a platform with as many workers as asked for, all with the same number of gigs, some with reviews. */
import canonicalize from 'canonicalize';
import type { GigRecord } from '../core/credential/index.ts';
import type { Store, StoredGig } from '../store/index.ts';

const skills = [
  'http://data.europa.eu/esco/skill/821ecf8f-3c2a-4b89-a9f1-b2aa7fb0b625',
  'http://data.europa.eu/esco/skill/e2d6f2c4-0d3c-4f5a-9d5a-1d3d6f2b6c1e',
];
const day = 86_400_000;
const begin = Date.parse('2024-01-01T08:00:00Z');

export type Made = {
  readonly workers: number;
  readonly gigs: number;
  /** Of the gigs of a worker, so many have a review. */
  readonly reviews?: number;
};

export const workerIdOf = (worker: number): string => `W-${String(worker).padStart(8, '0')}`;

/** One gig record in the project's own form. */
export function makeGig(worker: number, index: number, reviews = 0): GigRecord {
  const startedAt = begin + ((index * 17 + worker) % 900) * day;
  return {
    gigId: `G-${worker}-${index}`,
    workerId: workerIdOf(worker),
    workerName: `Werker Nummer ${worker}`,
    status: 'completed',
    startedAt: new Date(startedAt).toISOString(),
    minutes: 60 + 15 * ((worker + index) % 16),
    client: { id: `C-${worker % 97}-${index % 12}` },
    sector: { scheme: 'SBI', version: '2025', code: '81210' },
    skills: index % 3 === 0 ? skills : skills.slice(0, 1),
    rating: { value: 3 + ((worker + index) % 3), worst: 1, best: 5 },
    ...(index < reviews
      ? {
          review: {
            text: `Opdracht ${index}: netjes gewerkt en op tijd.`,
            date: new Date(startedAt).toISOString().slice(0, 10),
          },
        }
      : {}),
    updatedAt: new Date(startedAt + day).toISOString(),
  };
}

const toStored = (gig: GigRecord): StoredGig => ({
  gigId: gig.gigId,
  workerId: gig.workerId,
  workerName: gig.workerName,
  updatedAt: Date.parse(gig.updatedAt),
  knownAt: Date.parse(gig.updatedAt),
  canonical: canonicalize(gig) ?? '',
});

/** Stores them as an import would, some hundred in a transaction. */
export async function storeMadeGigs(
  store: Pick<Store, 'gigs'>,
  { workers, gigs, reviews = 0 }: Made,
): Promise<void> {
  const each = Math.max(1, Math.floor(400 / gigs));
  for (let first = 0; first < workers; first += each) {
    const chunk = Array.from({ length: Math.min(each, workers - first) }, (_, at) =>
      Array.from({ length: gigs }, (_gig, index) => toStored(makeGig(first + at, index, reviews))),
    ).flat();
    await store.gigs.storeChosen(
      chunk.map(({ gigId }) => gigId),
      () => chunk,
    );
  }
}
