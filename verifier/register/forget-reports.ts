/** Erases kept reports that are past their time, also while the register is off: what was promised then still holds. */
import type { Clock } from '../../core/ports.ts';
import type { Store } from '../../store/index.ts';
import { recordVerifierChange } from '../audit/index.ts';

/** How many there were; an entry in the audit log when there was one. */
export async function forgetReports({
  store,
  clock,
}: {
  readonly store: Pick<Store, 'transact' | 'scrub'>;
  readonly clock: Clock;
}): Promise<number> {
  const count = await store.transact(async (stores) => {
    const now = clock();
    const dropped = await stores.keptReports.forgetReports(now);
    if (dropped > 0)
      await recordVerifierChange(
        stores,
        { actor: 'service', action: 'reports_forgotten', details: { count: dropped } },
        now,
      );
    return dropped;
  });
  if (count > 0) await store.scrub();
  return count;
}
