/** Three work records made with a mapping that may still be a draft; in memory, nothing is kept. */

import { describeRecord } from '../core/credential/index.ts';
import { listWorkers, loadWorkRecord } from '../issuer/aggregate/index.ts';
import type { Mapping } from '../issuer/ingest/index.ts';
import { ingest } from '../issuer/ingest/index.ts';
import { openStore, type Store } from '../store/index.ts';

export type Preview = {
  readonly gigs: number;
  readonly workers: number;
  readonly refused: number;
  /** Why lines were refused, the most frequent reason first. */
  readonly reasons: readonly {
    readonly code: string;
    readonly count: number;
    readonly line: number | string;
    readonly message: string;
  }[];
  /** The status word that was taken as completed, because the mapping does not say of any. */
  readonly assumed?: string;
  readonly records: readonly {
    readonly workerId: string;
    readonly name: string;
    readonly lines: readonly string[];
  }[];
};

const mostRecords = 3;
const mostReasons = 8;
const mostWorkers = 2000;

export const previewRecords = async (options: {
  readonly bytes: Uint8Array;
  readonly isWhole: boolean;
  readonly mapping: Mapping;
  readonly now: Date;
}): Promise<Preview> => {
  const { bytes, isWhole, now } = options;
  const assumed = findAssumed(options.mapping);
  const mapping = assumed === undefined ? options.mapping : assume(options.mapping, assumed);
  const store = await openStore('sqlite::memory:');
  try {
    const source = pieces(isWhole ? bytes : bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1));
    const report = await ingest({ source, mapping, store, now });
    const refused = isWhole ? report.refused : report.refused.filter(({ code }) => code !== 'truncated');
    const workers = await listAll(store);
    return {
      gigs: report.accepted,
      workers: workers.length,
      refused: refused.length + (report.refusedBeyondList ?? 0),
      reasons: groupReasons(refused),
      ...(assumed === undefined ? {} : { assumed }),
      records: await describeBusiest(store, workers, now),
    };
  } finally {
    await store.close();
  }
};

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
}

/** Where no word means completed yet, the first undecided one stands for it: most gigs in an export were done. */
const findAssumed = ({ gig: { status } }: Mapping): string | undefined => {
  if (typeof status === 'string' || Object.values(status.words).includes('completed')) return undefined;
  return Object.entries(status.words).find(([, meaning]) => meaning === '?')?.[0];
};

const assume = (mapping: Mapping, word: string): Mapping => {
  const { status } = mapping.gig;
  if (typeof status === 'string') return mapping;
  const words = { ...status.words, [word]: 'completed' as const };
  return { ...mapping, gig: { ...mapping.gig, status: { ...status, words } } };
};

const listAll = async (store: Store): Promise<string[]> => {
  const workerIds: string[] = [];
  let page = await listWorkers(store, { limit: 500 });
  while (page.length > 0) {
    workerIds.push(...page.map(({ workerId }) => workerId));
    page = await listWorkers(store, { after: workerIds.at(-1) ?? '', limit: 500 });
  }
  return workerIds;
};

const groupReasons = (refused: readonly { code: string; line: number | string; message: string }[]) => {
  const groups = new Map<string, Preview['reasons'][number]>();
  for (const { code, line, message } of refused) {
    const group = groups.get(code);
    groups.set(code, {
      code,
      line: group?.line ?? line,
      message: group?.message ?? message,
      count: (group?.count ?? 0) + 1,
    });
  }
  return [...groups.values()].sort((one, other) => other.count - one.count).slice(0, mostReasons);
};

/** The workers with the most gigs tell the most about a mapping. */
const describeBusiest = async (store: Store, workerIds: readonly string[], now: Date) => {
  const loaded = [];
  for (const workerId of workerIds.slice(0, mostWorkers)) {
    const found = await loadWorkRecord(store, workerId);
    if (found === undefined) continue;
    loaded.push(found);
    loaded.sort((one, other) => other.record.gigsCompleted - one.record.gigsCompleted).splice(mostRecords);
  }
  return loaded.map(({ worker, record }) => {
    const { asOf, facts, judgements } = describeRecord(record, 'en', now);
    const rows = [...facts, ...judgements].filter(({ key }) => key !== 'hoursByMonth');
    const lines = rows.map(
      ({ label, value }) => `${label}: ${value.length > 120 ? `${value.slice(0, 119)}…` : value}`,
    );
    return {
      workerId: worker.workerId,
      name: `${worker.workerId}  ${worker.name}`,
      lines: [...(asOf === undefined ? [] : [asOf]), ...lines],
    };
  });
};
