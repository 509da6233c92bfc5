/** How platforms name their columns, in Dutch, English and German; the first pattern of a list fits best. */

export type Field =
  | 'gigId'
  | 'workerId'
  | 'workerName'
  | 'firstName'
  | 'lastName'
  | 'status'
  | 'date'
  | 'start'
  | 'end'
  | 'break'
  | 'minutes'
  | 'hours'
  | 'seconds'
  | 'clientId'
  | 'clientName'
  | 'sector'
  | 'skills'
  | 'rating'
  | 'review'
  | 'reviewDate'
  | 'updatedAt';

const worker =
  '(worker|werker|werknemer|freelancer|flexwerker|driver|chauffeur|rider|courier|koerier|sitter|oppas|tasker|seller|provider|contractor|employee|medewerker|professional|cleaner|schoonmaker|zzper|uitzendkracht|personeels?|mitarbeiter|fahrer|host|user|gebruiker)';
const client =
  '(client|customer|klant|opdrachtgever|family|gezin|company|bedrijf|buyer|employer|requester|organisatie|organization|store|winkel|kunden?|auftraggeber|consumer|guest|passenger|reviewer)';
const gig =
  '(gig|klus|task|taak|job|booking|boeking|shift|dienst|order|opdracht|trip|rit|ride|assignment|project|delivery|bezorging|auftrags?|einsatz|schicht|listing)';
const id = '(id|nr|no|num|number|nummer|code|key|uuid|ref)';

const patterns: Readonly<Record<Field, readonly string[]>> = {
  gigId: [`^${gig} ?${id}$`, `^(id|uuid|_id)$`, `^${gig}$`, `${gig}.* ${id}$`],
  workerId: [`^${worker} ?${id}$`, `^${worker}$`, `${worker}.* ${id}$`],
  workerName: [
    `^${worker} ?((full|display) ?)?(name|naam)$`,
    '^((full|display) ?name|volledige naam|naam|name)$',
    `${worker} (full|display) ?name$`,
    `^${worker}$`,
  ],
  firstName: ['^(first ?name|voor ?naam|vorname|given ?name|roepnaam)$', '(first ?name|voornaam)$'],
  lastName: ['^(last ?name|achter ?naam|nachname|family ?name|surname)$', '(last ?name|achternaam)$'],
  status: [
    '^(status|state|toestand|outcome|uitkomst)$',
    `${gig}.*(status|state)$`,
    '(status|state|outcome)$',
    'result(aat)?$',
  ],
  date: [`^(${gig} )?(date|datum|dag|day)$`, '^(work|werk) ?(date|datum)$', '(date|datum)$'],
  start: [
    '^(start|started|starts|begin|beginn|from|van|von|aanvang)( ?(at|time|ed|date|datum|tijd|ms|ts|timestamp|datetime))*$',
    '(pickup|start|begin|purchase|check ?in|departure).*(datetime|timestamp|time|date|at|tijd)',
    '^(timestamp|datetime|date ?time|created ?at)$',
    '^(time|tijd|tijdstip|uhrzeit)$',
  ],
  end: [
    '^(end|ended|ends|ende|einde|eind|to|tot|bis|until|finish|finished)( ?(at|time|ed|date|datum|tijd|ms|ts|timestamp|datetime))*$',
    '(dropoff|drop off|end|finish|completed|delivered|check ?out).*(datetime|timestamp|time|date|at|tijd)',
  ],
  break: ['^(break|pauze|rust)( ?(minutes|minuten|min|mins))?$'],
  minutes: [
    '^(minutes|minuten|mins?)$',
    '(duration|duur).*(min|minutes|minuten)$',
    '(minutes|minuten)$',
    '^(minutes|minuten|mins?) ?(worked|gewerkt)$',
    '^(duration|duur|dauer)$',
  ],
  hours: [
    '^(hours|uren|uur|stunden)$',
    '(worked ?hours|hours ?worked|gewerkte ?uren|aantal ?uren)',
    '(hours|uren|stunden)$',
  ],
  seconds: ['(duration|duur|dauer|length).*(sec|secs|seconds|seconden|sekunden)$', '^(seconds|seconden)$'],
  clientId: [`^${client} ?${id}$`, `^${client}$`, `${client}.* ${id}$`],
  clientName: [`^${client} ?(name|naam)$`],
  sector: ['^(sbi|sector)( ?(code|2025|2008))*$'],
  skills: ['^(skills|vaardigheden|competenties)( ?uris?)?$'],
  rating: [
    '^(rating|score|stars|sterren|beoordeling|cijfer|thumbs?|bewertung|mark|waardering)( ?value)?$',
    '(rating|score|stars)( value)?$',
  ],
  review: [
    '^(review|recensie|comments?|kommentar|feedback|opmerking|toelichting)( ?(text|tekst|body|message))?$',
    '(review|comment).*(text|message|body)$',
  ],
  reviewDate: ['(review|recensie|comment|feedback|answer).*(date|datum|at|timestamp)$'],
  updatedAt: [
    '^(updated|modified|gewijzigd|changed|bijgewerkt)( ?(at|op|on|date|datum|time|ms|ts|timestamp))*$',
    '(updated|modified|gewijzigd|geändert|last ?change)',
  ],
};

const compiled = new Map(
  Object.entries(patterns).map(([field, list]) => [field, list.map((pattern) => new RegExp(pattern))]),
);

/** `workerId`, `worker_id` and `Worker-ID` as `worker id`; of a path the last two members, then the last alone. */
const spellings = (column: string): string[] => {
  const members = column.split(/\.|\[\]/).filter((member) => member !== '');
  const plain = (text: string): string =>
    text
      .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .toLowerCase();
  return [plain(members.slice(-2).join(' ')), plain(members.at(-1) ?? column)];
};

/** From 1, a perfect fit, down to 0, none. */
export const fitName = (field: Field, column: string): number => {
  const list = compiled.get(field) ?? [];
  const texts = spellings(column);
  const index = list.findIndex((pattern) => texts.some((text) => pattern.test(text)));
  return index === -1 ? 0 : 1 - index * 0.2;
};
