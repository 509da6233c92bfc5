/**
 * Resources that a credential vouches for by digest (VCDM 2.0 section 5.3). Nothing is fetched: a digest is compared
 * where the resource is one of the documents built in; of any other it is only asked that the digest has the form of one.
 */
import { documentDigests } from '../../../../contexts/index.ts';
import { fromBase64, fromBase64Url, toBase64 } from '../../../bytes.ts';
import { fromBase58 } from '../../../keys/base58.ts';
import { isJsonObject, type JsonObject } from '../../../strict-json.ts';
import { type ModelProblem, type ModelProblems, problem, unless } from './problem.ts';
import { each, isUrl, listOf } from './values.ts';

const lengths: ReadonlyMap<string, number> = new Map([
  ['sha256', 32],
  ['sha384', 48],
  ['sha512', 64],
]);

type Digest = { readonly algorithm: string; readonly base64: string };

/** Subresource Integrity section 3.5: several, parted by spaces; those of the strongest algorithm count. */
const parseSri = (text: unknown): readonly Digest[] | undefined => {
  if (typeof text !== 'string' || text.length > 2_000) return undefined;
  const digests = text
    .trim()
    .split(/\s+/)
    .map((one) => /^(sha256|sha384|sha512)-([^?]+)(?:\?.*)?$/.exec(one))
    .map((match) => ({ algorithm: match?.[1] ?? '', base64: match?.[2] ?? '' }));
  const isWhole = digests.every(
    ({ algorithm, base64 }) => fromBase64(base64)?.length === lengths.get(algorithm),
  );
  const strongest = digests
    .map(({ algorithm }) => algorithm)
    .toSorted()
    .at(-1);
  return isWhole ? digests.filter(({ algorithm }) => algorithm === strongest) : undefined;
};

const multihashes: ReadonlyMap<number, string> = new Map([
  [0x12, 'sha256'],
  [0x20, 'sha384'],
  [0x13, 'sha512'],
]);

/** A multihash, or, as it was written for long, the 32 bytes of a SHA-256 alone. */
const parseMultibase = (text: unknown): Digest | undefined => {
  if (typeof text !== 'string') return undefined;
  const rest = text.slice(1);
  const bytes = text.startsWith('u')
    ? fromBase64Url(rest)
    : text.startsWith('z')
      ? fromBase58(rest)
      : undefined;
  if (bytes?.length === 32) return { algorithm: 'sha256', base64: toBase64(bytes) };
  const algorithm = multihashes.get(bytes?.[0] ?? 0);
  const length = lengths.get(algorithm ?? '');
  const isWhole = bytes !== undefined && bytes[1] === length && bytes.length === (length ?? 0) + 2;
  return isWhole && algorithm !== undefined ? { algorithm, base64: toBase64(bytes.subarray(2)) } : undefined;
};

const missing = problem(
  'resource_digest_missing',
  '5.3',
  'A relatedResource has no digest that can be read.',
);
const wrong: ModelProblem = problem(
  'resource_digest_wrong',
  '5.3',
  'The digest of a relatedResource is not that of the document.',
);

const checkDigests = (resource: JsonObject): ModelProblems => {
  const { id, digestSRI, digestMultibase } = resource;
  const sri = digestSRI === undefined ? undefined : listOf(digestSRI).map(parseSri);
  const multibase = digestMultibase === undefined ? undefined : listOf(digestMultibase).map(parseMultibase);
  const alternatives = [...(sri ?? []), ...(multibase ?? []).map((one) => one && [one])];
  if (alternatives.length === 0 || alternatives.includes(undefined)) return [missing];
  const known = documentDigests.get(String(id));
  const holds = (one: Digest): boolean => known?.[one.algorithm] === one.base64;
  return unless(known === undefined || alternatives.every((some) => some?.some(holds)), wrong);
};

export const checkRelatedResources = (document: JsonObject): ModelProblems => {
  const problems = each(document, 'relatedResource', (resource) => {
    if (!isJsonObject(resource)) return [problem('resource_form', '5.3', 'A relatedResource is no object.')];
    if (!isUrl(resource.id)) return [problem('resource_id', '5.3', 'A relatedResource has no URL as id.')];
    return checkDigests(resource);
  });
  const named = listOf(document.relatedResource).flatMap((one) => (isJsonObject(one) ? [one.id] : []));
  return [
    ...problems,
    ...unless(
      new Set(named).size === named.length,
      problem('resource_twice', '5.3', 'A relatedResource is named twice.'),
    ),
  ];
};
