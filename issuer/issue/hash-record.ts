/** Whether two credentials say the same: a keyed hash of all figures of a record, chosen or not. */
import { toCanonicalJson } from '../../core/canonical-json.ts';
import type { LoadedRecord } from '../aggregate/index.ts';
import { keyedHash } from '../offer/secrets.ts';

export function hashRecord(hashKey: Uint8Array, { worker, record, reviews }: LoadedRecord): string {
  // Up to which day the data came in moves every day; that alone makes no new figures.
  const { asOf: _, ...figures } = record;
  const said = toCanonicalJson({ worker, figures, reviews });
  return keyedHash(hashKey, 'work_record', said);
}
