/** Begin, length and time of change of a gig from the columns with dates, times and durations. */
import { createMomentParser, type Moment } from '../ingest/parse-moment.ts';
import { type Chosen, type Column, isDuration } from './choose-columns.ts';

type MomentSetting = { from: string | string[]; format: string; timeOfDay?: string };
export type Times = { startedAt: MomentSetting; minutes: unknown; updatedAt: MomentSetting };

const noon = '12:00';
const mostCompared = 500;

export const proposeTimes = (chosen: Chosen, open: string[]): Times => {
  const startedAt = proposeStart(chosen, open);
  return {
    startedAt,
    minutes: proposeMinutes(chosen, open),
    updatedAt: proposeUpdate(chosen, startedAt, open),
  };
};

const proposeStart = (chosen: Chosen, open: string[]): MomentSetting => {
  const start = chosen.get('start');
  const date = chosen.get('date');
  if (start?.moment?.kind === 'time' && date?.moment?.kind === 'date') {
    const day = date.moment.format === 'iso' ? 'yyyy-MM-dd' : date.moment.format;
    noteOrder(day, open);
    return { from: [date.name, start.name], format: `${day} ${start.moment.format}` };
  }
  const column = start?.moment !== undefined && start.moment.kind !== 'time' ? start : date;
  if (column?.moment === undefined) {
    open.push('startedAt: no column with a date was found.');
    return { from: '?', format: 'iso' };
  }
  noteOrder(column.moment.format, open);
  if (column.moment.kind === 'wall')
    open.push(`zone: "${column.name}" has no offset; its times are taken as those of Europe/Amsterdam.`);
  return toSetting(column, column.moment.format);
};

const toSetting = (column: Column, format: string): MomentSetting => ({
  from: column.name,
  format,
  ...(column.moment?.kind === 'date' ? { timeOfDay: noon } : {}),
});

const noteOrder = (format: string, open: string[]): void => {
  if (/^(dd.MM|MM.dd)/.test(format) && !format.includes('MMM'))
    open.push(`dates are read as ${format}; check the order of day and month.`);
};

const proposeMinutes = (chosen: Chosen, open: string[]): unknown => {
  const written = [chosen.get('minutes'), chosen.get('hours')].find(
    (column) => column !== undefined && isDuration(column),
  );
  if (written !== undefined) return { from: written.name, unit: 'duration' };
  const minutes = chosen.get('minutes');
  if (minutes !== undefined && isLikely(minutes, 24 * 60)) return { from: minutes.name, unit: 'minutes' };
  const hours = chosen.get('hours');
  if (hours !== undefined && isLikely(hours, 24)) return { from: hours.name, unit: 'hours' };
  const seconds = chosen.get('seconds');
  if (seconds !== undefined && isLikely(seconds, 86_400)) return { from: seconds.name, unit: 'seconds' };
  const end = chosen.get('end');
  const pause = chosen.get('break');
  const start = chosen.get('start');
  if (
    end?.moment !== undefined &&
    end.moment.kind !== 'date' &&
    start !== undefined &&
    isWithinDay(start, end)
  ) {
    const { name, moment } = end;
    return {
      end: { from: name, format: moment.format },
      ...(pause === undefined ? {} : { break: pause.name }),
    };
  }
  open.push('minutes: no column was found that says how long a gig took; no hours will be told.');
  return 'unknown';
};

const isLikely = ({ values }: Column, most: number): boolean =>
  values.filter((value) => Number(value.replace(',', '.')) <= most).length >= values.length * 0.9;

/** An order that is delivered days later is no gig of days. */
const isWithinDay = (start: Column, end: Column): boolean => {
  if (start.moment?.kind !== end.moment?.kind || end.moment?.kind === 'time') return true;
  const [begins = [], ends = []] = [start, end].map((column) => {
    const parse = column.moment === undefined ? undefined : createMomentParser(column.moment.format);
    return column.cells.slice(0, mostCompared).map((cell) => {
      const outcome = cell === undefined ? undefined : parse?.(cell, '');
      return outcome?.ok ? toNumber(outcome.value) : undefined;
    });
  });
  const lengths = begins.flatMap((begin, index) => {
    const until = ends[index];
    return begin === undefined || until === undefined ? [] : [until - begin];
  });
  const fitting = lengths.filter((length) => length >= 0 && length <= 86_400_000).length;
  return fitting >= lengths.length * 0.8;
};

const toNumber = (moment: Moment): number =>
  moment.kind === 'instant' ? moment.instant : moment.kind === 'time' ? moment.time : moment.wall;

const proposeUpdate = (chosen: Chosen, startedAt: MomentSetting, open: string[]): MomentSetting => {
  const column = chosen.get('updatedAt');
  if (column?.moment !== undefined) return toSetting(column, column.moment.format);
  open.push('updatedAt: no column says when a gig was last changed; its begin stands for it.');
  return { ...startedAt };
};
