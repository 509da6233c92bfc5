/** Runs files through the import into a store in memory, as the tests of this folder need it. */
import { readFileSync } from 'node:fs';
import type { GigRecord } from '../../../core/credential/gig-record.ts';
import type { WorkRecord } from '../../../core/credential/work-record.ts';
import { loadWorkRecord } from '../../../issuer/aggregate/index.ts';
import {
  type IngestReport,
  ingest,
  type Mapping,
  type ownForm,
  parseMapping,
} from '../../../issuer/ingest/index.ts';
import { openStore, type Store } from '../../../store/index.ts';

export type Platform = 'poetsmaat' | 'dagploeg' | 'oppasbos' | 'schapscan';

export const exampleFile = {
  poetsmaat: 'poetsmaat.csv',
  dagploeg: 'dagploeg.ndjson',
  oppasbos: 'oppasbos.json',
  schapscan: 'schapscan.csv',
} as const;

const examples = new URL('../../../examples/', import.meta.url);
export const readExample = (path: string): Buffer => readFileSync(new URL(path, examples));

export const loadExampleMapping = (platform: Platform): Mapping =>
  parseMapping(JSON.parse(readExample(`mappings/${platform}.json`).toString()));

export const now = new Date('2026-09-01T06:00:00Z');

export type Imported = {
  readonly report: IngestReport;
  readonly store: Store;
  readonly record: (workerId: string) => Promise<WorkRecord | undefined>;
  readonly gigs: (workerId: string) => Promise<GigRecord[]>;
};

/** Imports the parts one after the other into one store; the report is that of the last part. */
export const importParts = async (
  mapping: Platform | Mapping | typeof ownForm,
  parts: readonly (string | Uint8Array)[],
  options: { readonly chunkSize?: number; readonly store?: Store; readonly now?: Date } = {},
): Promise<Imported> => {
  const store = options.store ?? (await openStore('sqlite::memory:'));
  let report: IngestReport | undefined;
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    report = await ingest({
      source: inChunks(bytes, options.chunkSize ?? 65_536),
      mapping: isPlatform(mapping) ? loadExampleMapping(mapping) : mapping,
      store,
      now: options.now ?? now,
    });
  }
  if (report === undefined) throw new Error('Give at least one part.');
  return {
    report,
    store,
    record: async (workerId) => (await loadWorkRecord(store, workerId))?.record,
    gigs: (workerId) => store.gigs.loadByWorker(workerId),
  };
};

const isPlatform = (mapping: Platform | Mapping | typeof ownForm): mapping is Platform =>
  typeof mapping === 'string' && mapping in exampleFile;

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** Code and line of all that was refused. */
export const refusals = ({ report }: Imported) => report.refused.map(({ line, code }) => [line, code]);
export const warnings = ({ report }: Imported) => report.warnings.map(({ line, code }) => [line, code]);

const poetsmaatHeader =
  'klus_id;werker_id;voornaam;achternaam;datum;begin;einde;pauze_min;opdrachtgever;status;sterren;recensie;recensie_datum;gewijzigd_op';

const poetsmaatRow = {
  klus_id: 'PM-1',
  werker_id: 'W-1',
  voornaam: 'Daan',
  achternaam: 'Peters',
  datum: '10-06-2023',
  begin: '10:45',
  einde: '14:15',
  pauze_min: '0',
  opdrachtgever: 'C-1',
  status: 'voltooid',
  sterren: '',
  recensie: '',
  recensie_datum: '',
  gewijzigd_op: '10-06-2023 15:15:16',
};

export const poetsmaatLine = (changes: Partial<typeof poetsmaatRow> = {}): string =>
  Object.values({ ...poetsmaatRow, ...changes }).join(';');

/** A Poetsmaat file of these lines behind its header; the first of them is line 2. */
export const poetsmaatFile = (...lines: string[]): string =>
  `${[poetsmaatHeader, ...lines].join('\r\n')}\r\n`;

export const dagploegRecord = {
  id: 'DP-1',
  worker: { id: 'W-1', name: 'Eva de Wit' },
  client: { id: 'C-1', name: 'Eethuis De Hoek', kind: 'business' },
  sector: { scheme: 'SBI', version: '2025', code: '52109' },
  skills: ['http://data.europa.eu/esco/skill/485b2e3b-f883-46d8-901f-ab521d4f8e58'],
  start: '2025-12-27T14:15:00+01:00',
  end: '2025-12-27T22:15:00+01:00',
  breakMinutes: 30,
  state: 'COMPLETED',
  score: null,
  comment: null,
  commentAt: null,
  updated: '2025-12-27T22:15:04.000Z',
};

export const dagploegLine = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({ ...dagploegRecord, ...changes });
