/** Moments as a person in the Netherlands reads them. */
import type { WorkerLanguage } from '../contexts/index.ts';
import { formatDate } from '../core/credential/index.ts';

const clock = new Intl.DateTimeFormat('nl-NL', {
  timeZone: 'Europe/Amsterdam',
  hour: '2-digit',
  minute: '2-digit',
});

/** `14:05`, or nothing when `instant` is not a moment. */
export function formatTime(instant: string, language: WorkerLanguage): string {
  const moment = new Date(instant);
  if (Number.isNaN(moment.getTime())) return '';
  return language === 'nl' ? `${clock.format(moment)} uur` : clock.format(moment);
}

/** `14 november 2026, 14:05 uur`; what is not a moment is given back as it came. */
export function formatMoment(instant: string, language: WorkerLanguage): string {
  const moment = new Date(instant);
  if (Number.isNaN(moment.getTime())) return instant;
  return `${formatDate(moment, language)}, ${formatTime(instant, language)}`;
}

/** `14 november 2026`; what is not a moment is given back as it came. */
export function formatDay(instant: string, language: WorkerLanguage): string {
  const moment = new Date(instant);
  return Number.isNaN(moment.getTime()) ? instant : formatDate(moment, language);
}
