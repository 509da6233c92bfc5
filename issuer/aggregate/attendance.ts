import type { GigRecord } from '../../core/credential/gig-record.ts';
import type { WorkRecord } from '../../core/credential/work-record.ts';

/** How often the worker came to what was agreed. A gig that either side cancelled was not agreed in the end. */
export const countAttendance = (gigs: readonly GigRecord[]): Pick<WorkRecord, 'attendance'> => {
  let [attended, agreed] = [0, 0];
  for (const { status } of gigs) {
    if (status === 'completed') attended += 1;
    if (status === 'completed' || status === 'no_show') agreed += 1;
  }
  return agreed === 0 ? {} : { attendance: { attended, agreed } };
};
