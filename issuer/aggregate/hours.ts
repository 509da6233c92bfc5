/** Hours worked: whole minutes are added up, and only the sum is turned into hours of two decimals, half up. */
import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';

type Hours = Pick<WorkRecord, 'hoursWorked' | 'hoursByYear' | 'hoursByMonth'>;

export const sumHours = (gigs: readonly DatedGig[]): Hours => {
  let minutes = 0;
  const minutesByMonth = new Map<string, number>();
  for (const { gig, day } of gigs) {
    if (gig.minutes === 0) continue;
    minutes += gig.minutes;
    addTo(minutesByMonth, day.month, gig.minutes);
  }
  const hoursWorked = toHours(minutes);
  if (hoursWorked === 0) return {};
  const minutesByYear = new Map<string, number>();
  for (const [month, sum] of minutesByMonth) addTo(minutesByYear, month.slice(0, 4), sum);
  return { hoursWorked, hoursByYear: inOrder(minutesByYear), hoursByMonth: inOrder(minutesByMonth) };
};

/** Hours to two decimals, half up; exact, since the rounding is done in whole hundredths of an hour. */
export const toHours = (minutes: number): number => Math.floor((minutes * 100 + 30) / 60) / 100;

const addTo = (sums: Map<string, number>, period: string, minutes: number): void => {
  sums.set(period, (sums.get(period) ?? 0) + minutes);
};

const inOrder = (minutesByPeriod: ReadonlyMap<string, number>): Record<string, number> => {
  const hours: Record<string, number> = {};
  for (const period of [...minutesByPeriod.keys()].sort())
    hours[period] = toHours(minutesByPeriod.get(period) ?? 0);
  return hours;
};
