/** Of several outcomes the worst is the one to tell. */
import { type Outcome, outcomes } from './report.ts';

/** The worst of `found` in the order of `outcomes`; of none `malformed`, since nothing that was seen was good. */
export const worstOutcome = (found: readonly Outcome[]): Outcome =>
  outcomes.find((outcome) => found.includes(outcome)) ?? 'malformed';
