/** Hours worked: whole minutes are added up, and only the sum is turned into hours of two decimals, half up. */
import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';

type Hours = Pick<WorkRecord, 'hoursWorked' | 'hoursByYear' | 'hoursByMonth'>;

export const sumHours = (gigs: readonly DatedGig[]): Hours => {
  const hoursWorked = toHours(gigs.reduce((sum, { gig }) => sum + gig.minutes, 0));
  if (hoursWorked === 0) return {};
  return {
    hoursWorked,
    hoursByYear: sumBy(gigs, (date) => date.slice(0, 4)),
    hoursByMonth: sumBy(gigs, (date) => date.slice(0, 7)),
  };
};

/** Hours to two decimals, half up; exact, since the rounding is done in whole hundredths of an hour. */
export const toHours = (minutes: number): number => Math.floor((minutes * 100 + 30) / 60) / 100;

const sumBy = (gigs: readonly DatedGig[], periodOf: (date: string) => string): Record<string, number> => {
  const minutesByPeriod = new Map<string, number>();
  for (const { gig, date } of gigs) {
    if (gig.minutes === 0) continue;
    const period = periodOf(date);
    minutesByPeriod.set(period, (minutesByPeriod.get(period) ?? 0) + gig.minutes);
  }
  const periods = [...minutesByPeriod].sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(periods.map(([period, minutes]) => [period, toHours(minutes)]));
};
