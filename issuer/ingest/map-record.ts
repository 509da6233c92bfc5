/** Turns one row of a platform's file into a gig record, by the mapping. */
import type { GigRecord, GigStatus } from '../../core/credential/gig-record.ts';
import { ok } from '../../core/result.ts';
import { localDate } from '../local-time.ts';
import { mapAspects, mapCompliments } from './map-aspects.ts';
import { createMomentField, mapInstant } from './map-instant.ts';
import { createSkillMapper, mapOccupation, mapSector } from './map-lists.ts';
import { createMinutesMapper } from './map-minutes.ts';
import { createRatingMapper } from './map-rating.ts';
import { limitText, longestName, mapClient, mapReview } from './map-texts.ts';
import { type Mapping, undecided } from './mapping.ts';
import { nameOf, readId, readJoined, readJoinedId, readLine } from './read-text.ts';
import { type Outcome, quote, refuse, type Warning } from './refusal.ts';
import type { Row } from './row.ts';

export type RecordMapper = (row: Row, warn: (warning: Warning) => void) => Outcome<GigRecord>;

/** Compiles a mapping once, so that each row costs only its own values. */
export const createRecordMapper = (mapping: Mapping): RecordMapper => {
  const { gig, zone } = mapping;
  const startedAtField = createMomentField(gig.startedAt);
  const updatedAtField = createMomentField(gig.updatedAt);
  const reviewSetting = gig.review && {
    text: gig.review.text,
    date: gig.review.date && createMomentField(gig.review.date),
  };
  const mapMinutes = createMinutesMapper(mapping);
  const mapRating = createRatingMapper(mapping);
  const mapStatus = createStatusMapper(gig.status);
  const mapSkills = createSkillMapper(gig);

  return (row, warn) => {
    const gigId = readJoinedId(row, gig.gigId);
    if (!gigId.ok) return gigId;
    if (gigId.value === undefined)
      return refuse('missing_gig_id', `${nameOf(gig.gigId)}: there is no gig id.`);
    const workerId = readId(row, gig.workerId);
    if (!workerId.ok) return workerId;
    if (workerId.value === undefined)
      return refuse('missing_value', `${gig.workerId}: there is no worker id.`);
    const workerName = gig.workerName === undefined ? ok(undefined) : readJoined(row, gig.workerName);
    if (!workerName.ok) return workerName;
    const status = mapStatus(row);
    if (!status.ok) return status;
    const startedAt = mapInstant(row, startedAtField, zone, warn);
    if (!startedAt.ok) return startedAt;
    const minutes = mapMinutes(row, { status: status.value, startedAt: startedAt.value, warn });
    if (!minutes.ok) return minutes;
    const updatedAt = mapInstant(row, updatedAtField, zone, warn);
    if (!updatedAt.ok) return updatedAt;
    const client = mapClient(row, gig, warn);
    if (!client.ok) return client;
    const sector = mapSector(row, gig, warn);
    if (!sector.ok) return sector;
    const skills = mapSkills(row, warn);
    if (!skills.ok) return skills;
    const occupation = mapOccupation(row, gig, warn);
    if (!occupation.ok) return occupation;
    const rating = mapRating(row);
    if (!rating.ok) return rating;
    const aspects = mapAspects(row, mapping);
    if (!aspects.ok) return aspects;
    const compliments = mapCompliments(row, mapping);
    const gigDate = localDate(startedAt.value.instant);
    const review = reviewSetting === undefined ? ok(undefined) : mapReview(row, reviewSetting, gigDate, warn);
    if (!review.ok) return review;
    return ok({
      gigId: gigId.value,
      workerId: workerId.value,
      ...(workerName.value === undefined
        ? {}
        : { workerName: limitText(workerName.value, longestName, nameOf(gig.workerName ?? 'name'), warn) }),
      status: status.value,
      startedAt: new Date(startedAt.value.instant).toISOString(),
      minutes: minutes.value,
      ...(client.value === undefined ? {} : { client: client.value }),
      ...(sector.value === undefined ? {} : { sector: sector.value }),
      ...(skills.value === undefined || skills.value.length === 0 ? {} : { skills: skills.value }),
      ...(occupation.value === undefined ? {} : { occupation: occupation.value }),
      ...(rating.value === undefined ? {} : { rating: rating.value }),
      ...(aspects.value === undefined ? {} : { aspects: aspects.value }),
      ...(compliments === undefined ? {} : { compliments }),
      ...(review.value === undefined ? {} : { review: review.value }),
      updatedAt: new Date(updatedAt.value.instant).toISOString(),
    });
  };
};

const createStatusMapper = (setting: Mapping['gig']['status']): ((row: Row) => Outcome<GigStatus>) => {
  if (typeof setting === 'string') return () => ok(setting);
  const { from, words } = setting;
  const statuses = new Map(Object.entries(words).map(([word, status]) => [word.toLowerCase(), status]));
  return (row) => {
    const word = readLine(row, from);
    if (!word.ok) return word;
    if (word.value === undefined) return refuse('unknown_status', `${from}: there is no status.`);
    const status = statuses.get(word.value.toLowerCase().replace(/\s+/g, ' '));
    if (status === undecided)
      return refuse(
        'unknown_status',
        `${from}: the mapping does not say yet what ${quote(word.value)} means.`,
      );
    if (status === undefined)
      return refuse('unknown_status', `${from}: the mapping does not know ${quote(word.value)}.`);
    return ok(status);
  };
};
