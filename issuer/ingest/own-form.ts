/** Gig records in the project's own form, `POST /api/v1/gigs`: one JSON object per line, as `GigRecord` says. */
import { GigRecord } from '../../core/credential/gig-record.ts';
import { ok } from '../../core/result.ts';
import { isJsonObject, type JsonObject } from '../../core/strict-json.ts';
import { cleanLine, cleanText, isBlank } from './clean-text.ts';
import { pickOccupation, pickSkills } from './map-lists.ts';
import { readPlainGig } from './plain-gig.ts';
import { type Outcome, type RefusalCode, refuse, type Warning } from './refusal.ts';

/** Stands where a mapping would, for lines that need none. */
export const ownForm = 'own-form';

/**
 * Parses one gig record. A member that is null or blank counts as absent; an unknown one is refused, since it is
 * more likely a slip of the pen than something to be passed over.
 */
export const parseOwnRecord = (value: unknown, warn: (warning: Warning) => void): Outcome<GigRecord> => {
  if (!isJsonObject(value)) return refuse('not_an_object', 'This line is not a JSON object.');
  const plain = readPlainGig(value);
  return plain === undefined ? parseInFull(value, warn) : ok(plain);
};

/** Cleans what can be cleaned, and says what cannot be taken. */
export const parseInFull = (value: JsonObject, warn: (warning: Warning) => void): Outcome<GigRecord> => {
  const tidied = tidy(value);
  if (tidied.gigId === undefined) return refuse('missing_gig_id', 'gigId: there is no gig id.');
  const parsed = GigRecord.safeParse(tidied);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const member = issue?.path.join('.') || 'this line';
    return refuse(
      codeOf(issue?.code, member),
      `${member}: ${issue?.message ?? 'is not in the form of a gig record'}.`,
    );
  }
  const { skills, occupation, rating, ...record } = parsed.data;
  if (`${record.gigId}${record.workerId}${record.client?.id ?? ''}`.includes('\uFFFD')) {
    return refuse('damaged_id', 'An id holds characters that could not be read.');
  }
  if (rating !== undefined && 'value' in rating && !isOnScale(rating)) {
    return refuse('rating_outside_scale', `rating: not on the scale of ${rating.worst} to ${rating.best}.`);
  }
  if (record.aspects?.some((mark) => !isOnScale(mark))) {
    return refuse('rating_outside_scale', 'aspects: a mark is not on its scale.');
  }
  const knownSkills = skills === undefined ? [] : pickSkills(skills, warn);
  const knownOccupation = occupation === undefined ? undefined : pickOccupation(occupation, warn);
  return ok({
    ...record,
    startedAt: new Date(record.startedAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    ...(knownSkills.length === 0 ? {} : { skills: knownSkills }),
    ...(knownOccupation === undefined ? {} : { occupation: knownOccupation }),
    ...(rating === undefined ? {} : { rating }),
  });
};

const isOnScale = ({ value, worst, best }: { value: number; worst: number; best: number }): boolean =>
  worst < best && value >= worst && value <= best;

const codeOf = (issueCode: string | undefined, member: string): RefusalCode => {
  if (issueCode === 'unrecognized_keys') return 'unknown_member';
  if (member === 'status') return 'unknown_status';
  if (member === 'startedAt' || member === 'updatedAt' || member === 'review.date') return 'invalid_date';
  if (member === 'minutes' && issueCode === 'too_small') return 'negative_duration';
  if (member === 'minutes' && issueCode === 'too_big') return 'duration_too_long';
  return 'invalid_value';
};

/** Cleans all texts, and leaves out what is null or blank and a review without words. */
const tidy = (value: JsonObject): JsonObject => {
  const members: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    const tidied = tidyMember(name, member);
    if (tidied !== undefined && tidied !== null && tidied !== '') members.push([name, tidied]);
  }
  return Object.fromEntries(members);
};

const tidyMember = (name: string, member: unknown): unknown => {
  if (typeof member === 'string') return name === 'text' ? cleanText(member) : cleanLine(member);
  if (Array.isArray(member)) return member.map((item: unknown) => tidyMember(name, item));
  if (!isJsonObject(member)) return member;
  const isBlankReview = name === 'review' && typeof member.text === 'string' && isBlank(member.text);
  return isBlankReview ? undefined : tidy(member);
};
