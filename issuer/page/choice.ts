/** What the worker has chosen so far: facts on, judgements off, reviews one by one. */
import { generalSkillsNobody, generalSkillsText } from '../../contexts/index.ts';
import { baseClaims, type ClaimName, offByDefault } from '../../core/credential/index.ts';
import type { ShownRecord } from '../../core/verify/report.ts';
import type { ClaimSession } from './claim-calls.ts';

/** `claims` are those with a switch and what it says; `reviews` the gigIds of the chosen reviews. */
export type Choice = {
  readonly claims: ReadonlyMap<ClaimName, boolean>;
  readonly reviews: ReadonlySet<string>;
};
/** The member `include` of the calls: changes to what is in a KlusCV by default. */
export type Include = Partial<Record<ClaimName, boolean | readonly string[]>>;

const fixed: ReadonlySet<ClaimName> = new Set(baseClaims);
const off: ReadonlySet<ClaimName> = new Set(offByDefault);
/** These go with another claim and have no switch of their own. */
const attached: ReadonlySet<ClaimName> = new Set<ClaimName>(['nameBasis', 'reviews', 'reviewCount']);

/** Everything that the platform could sign about this worker; the general paragraph names the worker only if the name goes in. */
export function wholeRecord(session: ClaimSession, named: boolean): ShownRecord {
  const { platform, worker, record } = session;
  return {
    ...record,
    platform,
    name: worker.name,
    nameBasis: worker.nameBasis,
    ...(worker.birthDate !== undefined && { birthDate: worker.birthDate }),
    generalSkills: generalSkillsText(named ? worker.name : generalSkillsNobody, platform),
  };
}

/** The choice that a worker starts from. */
export function firstChoice(record: ShownRecord): Choice {
  const names = Object.keys(record).filter(
    (name): name is ClaimName => record[name as keyof ShownRecord] !== undefined,
  );
  const switched = names.filter((name) => !fixed.has(name) && !attached.has(name));
  return { claims: new Map(switched.map((name) => [name, !off.has(name)])), reviews: new Set() };
}

/** The same choice with one switch turned. */
export const withClaim = (choice: Choice, claim: ClaimName, on: boolean): Choice => ({
  ...choice,
  claims: new Map(choice.claims).set(claim, on),
});

/** The same choice with one review more or less. */
export function withReview(choice: Choice, gigId: string, on: boolean): Choice {
  const reviews = new Set(choice.reviews);
  if (on) reviews.add(gigId);
  else reviews.delete(gigId);
  return { ...choice, reviews };
}

/** The choice as the calls take it: every switch named, so that nothing depends on the service's defaults. */
export function includeOf(choice: Choice): Include {
  const reviews = choice.reviews.size > 0 ? [...choice.reviews] : false;
  return { ...Object.fromEntries(choice.claims), reviews };
}
