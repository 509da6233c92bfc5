/** The list as it is being worked on: everything but version and dates, which signing gives it. */
import { z } from 'zod';
import { KlusCVError } from '../../core/errors.ts';
import { type PublicJwk, samePublicJwk } from '../../core/keys/index.ts';
import { type Platform, schemeName, TrustList } from '../../core/trust/index.ts';

export const Draft = z.strictObject(TrustList.shape).omit({ version: true, issued: true, nextUpdate: true });
export type Draft = z.infer<typeof Draft>;

export const createDraft = (scheme: string = schemeName): Draft => ({ scheme, platforms: [], verifiers: [] });

/** What of a list is not version and dates. */
export const draftOf = ({ version: _, issued: __, nextUpdate: ___, ...draft }: TrustList): Draft => draft;

const day = 86_400_000;

/** The next list to sign: one version up, from now on, and outdated after so many days. */
export const createNextList = (
  draft: Draft,
  { lastVersion, now, days }: { readonly lastVersion: number; readonly now: Date; readonly days: number },
): TrustList => ({
  ...draft,
  version: lastVersion + 1,
  issued: now.toISOString(),
  nextUpdate: new Date(now.getTime() + days * day).toISOString(),
});

const isCalled = ({ did, otherDids, url, kvkNumber }: Platform, name: string): boolean =>
  [did, ...otherDids, url, kvkNumber].includes(name);

/** The platform with this DID, address or KvK number. Throws `not_found` when there is none, `conflict` when there are two. */
export const findPlatform = (draft: Draft, name: string): Platform => {
  const [found, second] = draft.platforms.filter((platform) => isCalled(platform, name));
  if (found === undefined) throw new KlusCVError('not_found', `${name} is not on the list.`);
  if (second !== undefined)
    throw new KlusCVError('conflict', `${name} names two platforms.`, { remedy: 'Name it by its DID.' });
  return found;
};

/** The draft with a platform put on, or in the place of the one with the same DID. Throws `invalid_request`. */
export const putPlatform = (draft: Draft, platform: Platform): Draft => {
  const others = draft.platforms.filter(({ did }) => did !== platform.did);
  return parse({ ...draft, platforms: [...others, platform].toSorted(byName) });
};

const byName = (one: Platform, other: Platform): number =>
  one.name === other.name ? 0 : one.name < other.name ? -1 : 1;

/** Its last day; it stays on the list, so that what it signed until then stays genuine. */
export const stopPlatform = (draft: Draft, name: string, until: string): Draft =>
  putPlatform(draft, { ...findPlatform(draft, name), until });

/** Takes the platform off altogether: everything that it ever signed is by an unknown issuer from then on. */
export const dropPlatform = (draft: Draft, name: string): Draft => {
  const { did } = findPlatform(draft, name);
  return { ...draft, platforms: draft.platforms.filter((platform) => platform.did !== did) };
};

/** Says of keys that somebody else may have had them. */
export const addCompromisedKeys = (draft: Draft, name: string, keys: readonly PublicJwk[]): Draft => {
  const platform = findPlatform(draft, name);
  const known = platform.compromisedKeys ?? [];
  const added = keys.filter((key) => !known.some((one) => samePublicJwk(one, key)));
  return putPlatform(draft, { ...platform, compromisedKeys: [...known, ...added] });
};

/** Who serves and signs the lists of a platform from now on. */
export const holdPlatform = (
  draft: Draft,
  name: string,
  held: NonNullable<Platform['held']>,
  until: string,
): Draft => {
  const platform = findPlatform(draft, name);
  return putPlatform(draft, { ...platform, until: platform.until ?? until, held });
};

/** The draft, if it is well-formed. Throws `invalid_request`, with what is wrong. */
export const parseDraft = (value: unknown): Draft => parse(value);

function parse(value: unknown): Draft {
  const parsed = Draft.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new KlusCVError('invalid_request', `The list would not be right: ${problems.join('; ')}.`, {
      remedy: 'Mend what is named and try again.',
    });
  }
  // Once more as a whole, since what holds between entries is asked of the whole list only.
  const whole = TrustList.safeParse(
    createNextList(parsed.data, { lastVersion: 0, now: new Date(0), days: 1 }),
  );
  if (whole.success) return parsed.data;
  const [issue] = whole.error.issues;
  throw new KlusCVError('invalid_request', `The list would not be right: ${issue?.message ?? ''}.`, {
    remedy: 'Mend what is named and try again.',
  });
}
