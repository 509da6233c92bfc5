/** Completed gigs of which no skill is known, by what the platform says of them. */

import { cleanLine, shorten } from '../ingest/clean-text.ts';
import type { Entry } from '../ingest/entry.ts';
import type { Mapping } from '../ingest/index.ts';
import { createRecordMapper } from '../ingest/map-record.ts';
import { readEntries } from '../ingest/read-entries.ts';
import type { Row } from '../ingest/row.ts';
import { ungzip } from '../ingest/ungzip.ts';
import { type Suggestion, suggestSkills } from './suggest-skills.ts';

export type Unskilled = {
  /** The platform's category, as the table would name it; absent where the gig has none. */
  readonly category?: string;
  /** One of the descriptions. */
  readonly description?: string;
  readonly gigs: number;
  readonly suggestions: readonly Suggestion[];
};

export type SkillReport = {
  readonly completed: number;
  readonly withSkill: number;
  /** The most gigs first. */
  readonly without: readonly Unskilled[];
};

const mostGroups = 10_000;
const longestText = 300;

/**
 * Reads a file by a mapping and groups the completed gigs without a skill by category, or without one by description.
 * Nothing is kept, and nothing suggested is signed: the platform puts into its table what is right.
 */
export const findUnskilled = async (
  source: AsyncIterable<Uint8Array>,
  mapping: Mapping,
): Promise<SkillReport> => {
  const mapRecord = createRecordMapper(mapping);
  const { skills } = mapping.gig;
  const groups = new Map<
    string,
    { category: string | undefined; description: string | undefined; gigs: number }
  >();
  let completed = 0;
  let withSkill = 0;
  const count = ({ outcome }: Entry): void => {
    if (!outcome.ok || outcome.value.hasNoGig) return;
    const { row } = outcome.value;
    const gig = mapRecord(row, () => undefined);
    if (!gig.ok || gig.value.status !== 'completed') return;
    completed += 1;
    if (gig.value.skills !== undefined) {
      withSkill += 1;
      return;
    }
    const category = readTexts(row, skills?.from);
    const description = readTexts(row, skills?.describedBy);
    const key = (category ?? description ?? '').toLowerCase();
    const group = groups.get(key);
    if (group !== undefined) group.gigs += 1;
    else if (groups.size < mostGroups) groups.set(key, { category, description, gigs: 1 });
  };
  const whole = ungzip(source, () => undefined);
  for await (const entries of readEntries(whole, mapping)) entries.forEach(count);
  const without = [...groups.values()]
    .sort((one, other) => other.gigs - one.gigs)
    .map(({ category, description, gigs }) => ({
      ...(category === undefined ? {} : { category }),
      ...(description === undefined ? {} : { description }),
      gigs,
      suggestions: suggestSkills(`${category ?? ''} ${description ?? ''}`),
    }));
  return { completed, withSkill, without };
};

const readTexts = (row: Row, path: string | undefined): string | undefined => {
  const value = path === undefined ? undefined : row.get(path);
  const parts = (Array.isArray(value) ? value : [value]).filter((part) => typeof part === 'string');
  const text = shorten(cleanLine(parts.join(', ')), longestText);
  return text === '' ? undefined : text;
};
