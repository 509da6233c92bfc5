/** Whether a newer version of a gig mends what a work record had counted, or only adds to it. */
import type { GigRecord } from './gig-record.ts';

const counted: ReadonlySet<GigRecord['status']> = new Set(['completed', 'no_show']);

/** What a figure is made of; a rating or a review that was not there yet is a new figure, not a mistake. */
const always = ['workerId', 'status', 'startedAt', 'minutes', 'client', 'sector', 'occupation'] as const;
const onceThere = ['rating', 'review', 'skills'] as const;

const text = (value: unknown): string => JSON.stringify(value) ?? '';

/**
 * True when a record made while `before` was kept says something that is no longer so. Both come from canonical JSON,
 * so that equal values have equal text.
 */
export const correctsCounted = (before: GigRecord, after: GigRecord): boolean =>
  counted.has(before.status) &&
  (always.some((member) => text(before[member]) !== text(after[member])) ||
    onceThere.some((member) => before[member] !== undefined && text(before[member]) !== text(after[member])));
