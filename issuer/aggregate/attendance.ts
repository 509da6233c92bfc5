import type { GigRecord } from '../../core/credential/gig-record.ts';
import type { WorkRecord } from '../../core/credential/work-record.ts';

/** How often the worker came to what was agreed. A gig that either side cancelled was not agreed in the end. */
export const countAttendance = (gigs: readonly GigRecord[]): Pick<WorkRecord, 'attendance'> => {
  const attended = gigs.filter((gig) => gig.status === 'completed').length;
  const agreed = attended + gigs.filter((gig) => gig.status === 'no_show').length;
  return agreed === 0 ? {} : { attendance: { attended, agreed } };
};
