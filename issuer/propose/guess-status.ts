/** What a platform's words for the state of a gig may mean. What is not plain is left to the platform's employee. */
import type { GigStatus } from '../../core/credential/gig-record.ts';
import { undecided } from '../ingest/mapping.ts';

const cancelled =
  /cancel|canceled|geannuleerd|annul|ingetrokken|teruggetrokken|afgezegd|storniert|abgesagt|withdrawn|withdrew|recalled/;
const byWorker =
  /worker|werker|sitter|driver|chauffeur|rider|koerier|courier|freelancer|flex|provider|tasker|oppas|kandidaat|uitzendkracht|zzp|medewerker|mitarbeiter|fahrer|employee|withdrawn|withdrew|teruggetrokken/;
const byClient =
  /client|klant|customer|opdrachtgever|kunde|auftraggeber|family|gezin|company|bedrijf|host|buyer|requester|passenger|consumer|recalled/;

const meanings: readonly (readonly [RegExp, GigStatus])[] = [
  [
    /^(no.?show|not.?shown?|niet.?(verschenen|gekomen|opgekomen|komen.?opdagen)|nicht.?erschienen|(.*[ _-])?absent|afwezig)$/,
    'no_show',
  ],
  [
    /^(completed?|done|finished|voltooid|afgerond|gedaan|uitgevoerd|gewerkt|approved|delivered|geleverd|fulfilled|paid(.?out)?|uitbetaald|klaar|abgeschlossen|erledigt|settled|success(ful)?)$/,
    'completed',
  ],
  [
    /^(scheduled|planned|gepland|geplant|ingepland|upcoming|open|booked|geboekt|confirmed|bevestigd|accepted|geaccepteerd|pending|assigned)$/,
    'scheduled',
  ],
];

/** True where a column of these words may well be the state of a gig. */
export const looksLikeStatus = (words: readonly string[]): boolean =>
  words.some((word) => guessStatus(word) !== undecided);

/** @returns the likely meaning, or `?` */
export const guessStatus = (word: string): GigStatus | typeof undecided => {
  const text = word.toLowerCase().trim();
  const plain = text.replace(/[_\s-]+/g, ' ');
  for (const [pattern, status] of meanings) if (pattern.test(text) || pattern.test(plain)) return status;
  if (!cancelled.test(text)) return undecided;
  if (byClient.test(text)) return 'cancelled_by_client';
  return byWorker.test(text) ? 'cancelled_by_worker' : undecided;
};
