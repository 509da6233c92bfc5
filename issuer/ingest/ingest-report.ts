import type { VersionCounts } from './choose-versions.ts';
import type { Place, Refusal, RefusalCode, Warning, WarningCode } from './refusal.ts';

export type RefusedLine = { readonly line: Place; readonly code: RefusalCode; readonly message: string };

export type IngestReport = {
  readonly accepted: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedLine[];
  /** About lines that went in. */
  readonly warnings: readonly {
    readonly line: Place;
    readonly code: WarningCode;
    readonly message: string;
  }[];
  /** How many more were refused than the list holds; absent when the list is whole. */
  readonly refusedBeyondList?: number;
};

/** A file of nothing but bad lines must not fill the memory; all of them go to `keepRefused`. */
const longestList = 1000;

export const createIngestReport = () => {
  const counts: VersionCounts = { accepted: 0, corrected: 0, unchanged: 0 };
  const refused: RefusedLine[] = [];
  const warnings: IngestReport['warnings'][number][] = [];
  const damagedNames = new Set<string>();
  let refusedBeyondList = 0;

  return {
    count: (batch: VersionCounts): void => {
      counts.accepted += batch.accepted;
      counts.corrected += batch.corrected;
      counts.unchanged += batch.unchanged;
    },
    refuse: (line: Place, { code, message }: Refusal): void => {
      if (refused.length < longestList) refused.push({ line, code, message });
      else refusedBeyondList += 1;
    },
    /** A damaged name is told once per worker, not for each gig. */
    warn: (line: Place, workerId: string, found: readonly Warning[]): void => {
      for (const { code, message } of found) {
        if (warnings.length >= longestList) return;
        if (code === 'damaged_name') {
          if (damagedNames.has(workerId)) continue;
          damagedNames.add(workerId);
        }
        warnings.push({ line, code, message });
      }
    },
    finish: (): IngestReport => ({
      ...counts,
      refused,
      warnings,
      ...(refusedBeyondList === 0 ? {} : { refusedBeyondList }),
    }),
  };
};
