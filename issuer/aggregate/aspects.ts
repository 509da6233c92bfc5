/** Ratings by aspect: each counted like the rating of the whole, on its own scale; sorted by name. */
import type { WorkRecord } from '../../core/credential/work-record.ts';
import type { DatedGig } from './dated-gig.ts';
import { type Mark, mostUsedScale, summarize } from './rating.ts';

export const averageAspects = (gigs: readonly DatedGig[]): Pick<WorkRecord, 'aspects'> => {
  const marksByAspect = new Map<string, Mark[]>();
  for (const { gig } of gigs) {
    for (const { aspect, ...mark } of gig.aspects ?? []) {
      const marks = marksByAspect.get(aspect) ?? [];
      marks.push(mark);
      marksByAspect.set(aspect, marks);
    }
  }
  const aspects = [...marksByAspect]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([reviewAspect, marks]) => {
      const rating = summarize(mostUsedScale(marks));
      return rating === undefined ? [] : [{ reviewAspect, ...rating }];
    });
  return aspects.length === 0 ? {} : { aspects };
};
