/** What holds for a gig record wherever it comes from, and can only be judged with a clock. */
import type { GigRecord } from '../../core/credential/gig-record.ts';
import { ok } from '../../core/result.ts';
import { isDamagedName } from './clean-text.ts';
import { type Outcome, refuse, type Warning } from './refusal.ts';

/** A scheduled gig may lie in the future; one that was completed there is refused. */
export const checkGig = (gig: GigRecord, now: Date, warn: (warning: Warning) => void): Outcome<GigRecord> => {
  const startedAt = Date.parse(gig.startedAt);
  if (gig.status === 'completed' && startedAt + gig.minutes * 60_000 > now.getTime()) {
    return refuse('completed_in_future', 'The gig is completed, yet it ends in the future.');
  }
  if (gig.status === 'no_show' && startedAt > now.getTime()) {
    warn({
      code: 'no_show_in_future',
      message: 'The worker did not come to a gig that is still in the future.',
    });
  }
  if (Date.parse(gig.updatedAt) > now.getTime() && gig.status !== 'scheduled') {
    warn({ code: 'update_in_future', message: 'The time of change is in the future.' });
  }
  if (gig.workerName !== undefined && isDamagedName(gig.workerName)) {
    warn({
      code: 'damaged_name',
      message:
        "The worker's name seems to have been damaged by an old code page. Set it with PUT /api/v1/workers/{workerId}.",
    });
  }
  return ok(gig);
};
