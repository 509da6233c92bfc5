/** Names, clients and reviews: text that people wrote, and that stays text. */
import type { GigRecord } from '../../core/credential/gig-record.ts';
import { ok } from '../../core/result.ts';
import { cleanText, isBlank, shorten } from './clean-text.ts';
import { type MomentField, mapDate } from './map-instant.ts';
import type { GigMapping } from './mapping.ts';
import { readId, readLine } from './read-text.ts';
import { type Outcome, quote, refuse, type Warning } from './refusal.ts';
import type { Row } from './row.ts';

type Warn = (warning: Warning) => void;

export const longestName = 200;
export const longestReview = 5000;

/** At most so long, with a warning when something is cut off. */
export const limitText = (text: string, length: number, name: string, warn: Warn): string => {
  if (text.length > length) {
    warn({
      code: 'text_shortened',
      message: `${name}: longer than ${length} characters; the end is cut off.`,
    });
  }
  return shorten(text, length);
};

/** The client; its name only where it is a business, so that nobody's home is named. */
export const mapClient = (row: Row, { client }: GigMapping, warn: Warn): Outcome<GigRecord['client']> => {
  if (client === undefined) return ok(undefined);
  const id = readId(row, client.id);
  if (!id.ok) return id;
  const isBusiness = readBusiness(row, client.kind);
  if (!isBusiness.ok) return isBusiness;
  const name = client.name === undefined || !isBusiness.value ? ok(undefined) : readLine(row, client.name);
  if (!name.ok) return name;
  if (id.value === undefined) {
    warn({
      code: 'client_ignored',
      message: `${client.id}: there is no client id, so this client is not counted.`,
    });
    return ok(undefined);
  }
  if (name.value === undefined) return ok({ id: id.value });
  return ok({ id: id.value, name: limitText(name.value, longestName, client.name ?? 'client', warn) });
};

const readBusiness = (row: Row, kind: NonNullable<GigMapping['client']>['kind']): Outcome<boolean> => {
  if (typeof kind === 'string') return ok(kind === 'business');
  const word = readLine(row, kind.from);
  if (!word.ok) return word;
  return ok(kind.business.some((business) => business.toLowerCase() === word.value?.toLowerCase()));
};

/** The review, trimmed; a blank one is none. Without a date of its own it has that of the gig. */
export const mapReview = (
  row: Row,
  setting: { readonly text: string; readonly date: MomentField | undefined },
  gigDate: string,
  warn: Warn,
): Outcome<GigRecord['review']> => {
  const value = row.get(setting.text);
  if (value === undefined || value === null) return ok(undefined);
  if (typeof value !== 'string')
    return refuse('invalid_value', `${setting.text}: ${quote(value)} is not a text.`);
  const text = cleanText(value);
  if (isBlank(text)) return ok(undefined);
  const date = setting.date === undefined ? ok(undefined) : mapDate(row, setting.date);
  if (!date.ok) return date;
  return ok({ text: limitText(text, longestReview, setting.text, warn), date: date.value ?? gigDate });
};
