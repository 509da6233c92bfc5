/** Which drawing stands beside which figure; a figure without one has the drawing of a page. */
import type { PictureName } from './drawings.ts';

const pictures: ReadonlyMap<string, PictureName> = new Map<string, PictureName>([
  ['name', 'person'],
  ['birthDate', 'cake'],
  ['platform', 'phone'],
  ['firstGigDate', 'calendar'],
  ['lastGigDate', 'calendar'],
  ['gigsCompleted', 'done'],
  ['hoursWorked', 'clock'],
  ['hoursByYear', 'clock'],
  ['hoursByMonth', 'clock'],
  ['weeksWorked', 'calendar'],
  ['clientCount', 'people'],
  ['clients', 'building'],
  ['occupations', 'work'],
  ['sectors', 'building'],
  ['skills', 'list'],
  ['attendance', 'arrived'],
  ['rating', 'voice'],
  ['aspects', 'voice'],
  ['recentRating', 'voice'],
  ['compliments', 'voice'],
  ['satisfaction', 'voice'],
]);

export const pictureOf = (figure: string): PictureName => pictures.get(figure) ?? 'page';
