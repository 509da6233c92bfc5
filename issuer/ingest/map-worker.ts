/** A worker of whom the file has no gig: the id, and the name if it stands there. */
import { ok } from '../../core/result.ts';
import type { KnownWorker } from '../../store/index.ts';
import { shorten } from './clean-text.ts';
import { longestName } from './map-texts.ts';
import type { Mapping } from './mapping.ts';
import { readId, readJoined } from './read-text.ts';
import type { Outcome } from './refusal.ts';
import type { Row } from './row.ts';

/** Reads the worker from the element around the gigs; nothing when the mapping finds no worker's id there. */
export const mapWorker = (row: Row, { gig }: Mapping): Outcome<KnownWorker | undefined> => {
  const workerId = readId(row, gig.workerId);
  if (!workerId.ok || workerId.value === undefined) return workerId.ok ? ok(undefined) : workerId;
  const name = gig.workerName === undefined ? ok(undefined) : readJoined(row, gig.workerName);
  if (!name.ok) return name;
  return ok({
    workerId: workerId.value,
    name: name.value === undefined ? undefined : shorten(name.value, longestName),
  });
};
