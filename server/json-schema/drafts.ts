/** The drafts of JSON Schema that are understood, by their `$schema` (VC JSON Schema section 4). */

export type Draft = '7' | '2019-09' | '2020-12';

const drafts: ReadonlyMap<string, Draft> = new Map([
  ['json-schema.org/draft-07/schema', '7'],
  ['json-schema.org/draft/2019-09/schema', '2019-09'],
  ['json-schema.org/draft/2020-12/schema', '2020-12'],
]);

/** The draft behind a `$schema`, with http or https, with or without the empty fragment; undefined for any other. */
export const draftOf = (uri: string): Draft | undefined =>
  drafts.get(uri.replace(/^https?:\/\//, '').replace(/#$/, ''));
