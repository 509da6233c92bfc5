/**
 * SD-JWT VC type metadata (SD-JWT VC draft 19 sections 4, 5 and 8): the document that `vct` names, its digest, and what it
 * says of each claim. It comes as an argument: nobody fetches it.
 */
import { z } from 'zod';
import { equalBytes, fromBase64 } from '../../bytes.ts';
import type { CryptoPort } from '../../ports.ts';
import { err, ok, type Result } from '../../result.ts';
import type { JsonObject } from '../../strict-json.ts';
import type { Problem } from '../problem.ts';
import type { ProcessedClaims } from './process-disclosures.ts';

export type TypeMetadataProblem = Problem<
  'type_metadata_malformed' | 'type_metadata_other' | 'type_metadata_digest' | 'type_metadata_disclosure'
>;

/** Names of members, null for every element. A rule for one element alone is nothing that we could apply. */
const Path = z.array(z.union([z.string(), z.null()])).min(1);

export const TypeMetadata = z.looseObject({
  vct: z.string().min(1),
  extends: z.string().optional(),
  claims: z
    .array(
      z.looseObject({
        path: Path,
        mandatory: z.boolean().optional(),
        sd: z.enum(['always', 'allowed', 'never']).optional(),
      }),
    )
    .max(2_000)
    .optional(),
});
export type TypeMetadata = z.infer<typeof TypeMetadata>;

/** A place that the rules know, every element of a list alike: of each place the values are counted under its number. */
type Known = {
  readonly number: number;
  readonly members: Map<string, Known>;
  elements: Known | undefined;
};

type Rules = {
  readonly root: Known;
  readonly places: number;
  readonly rules: readonly { readonly place: number; readonly sd: 'always' | 'never' }[];
};

const createRules = (metadata: TypeMetadata): Rules => {
  let places = 0;
  const create = (): Known => ({ number: places++, members: new Map(), elements: undefined });
  const stepFrom = (known: Known, step: string | null): Known => {
    const next = (step === null ? known.elements : known.members.get(step)) ?? create();
    if (step === null) known.elements = next;
    else known.members.set(step, next);
    return next;
  };
  const root = create();
  const rules = (metadata.claims ?? []).flatMap(({ path, sd }) =>
    sd === 'always' || sd === 'never' ? [{ place: path.reduce(stepFrom, root).number, sd }] : [],
  );
  return { root, places, rules };
};

/** The rules of a type do not change from one credential to the next. */
const kept = new WeakMap<TypeMetadata, Rules>();

const rulesOf = (metadata: TypeMetadata): Rules => {
  const rules = kept.get(metadata) ?? createRules(metadata);
  kept.set(metadata, rules);
  return rules;
};

/** How many values a credential shows at each place, elements taken together. */
const countShown = (value: unknown, known: Known, counts: Uint32Array): void => {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    const { elements } = known;
    if (elements === undefined) return;
    counts[elements.number] = (counts[elements.number] ?? 0) + value.length;
    for (const inner of value) countShown(inner, elements, counts);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const member = known.members.get(name);
    if (member === undefined) continue;
    counts[member.number] = (counts[member.number] ?? 0) + 1;
    countShown(inner, member, counts);
  }
};

/** How many values stand in disclosures of their own at each place. */
const countDisclosed = (placed: ProcessedClaims['placed'], root: Known, counts: Uint32Array): void => {
  for (const { place } of placed) {
    let known: Known | undefined = root;
    for (const step of place) known = typeof step === 'string' ? known?.members.get(step) : known?.elements;
    if (known !== undefined) counts[known.number] = (counts[known.number] ?? 0) + 1;
  }
};

const refuse = (code: TypeMetadataProblem['code'], message: string) => err({ code, message });

/** Of metadata as it is published: the same bytes for every credential of a type. */
const digests = new WeakMap<Uint8Array, Uint8Array>();

/** `sha256-` and base64, as Subresource Integrity writes it; another hash cannot be checked here and is refused. */
const hasDigest = async (
  bytes: Uint8Array,
  integrity: unknown,
  { sha256 }: Pick<CryptoPort, 'sha256'>,
): Promise<boolean> => {
  const wanted = typeof integrity === 'string' ? /^sha256-(.{43}=)$/.exec(integrity)?.[1] : undefined;
  const digest = wanted === undefined ? undefined : fromBase64(wanted);
  if (digest === undefined) return false;
  const own = digests.get(bytes) ?? (await sha256(bytes));
  digests.set(bytes, own);
  return equalBytes(digest, own);
};

/** Type metadata from an unknown value; refused when it is none, or extends a type, which nobody here resolves. */
export const parseTypeMetadata = (value: unknown): Result<TypeMetadata, TypeMetadataProblem> => {
  const parsed = TypeMetadata.safeParse(value);
  if (!parsed.success || parsed.data.extends !== undefined)
    return refuse('type_metadata_malformed', 'This is no type metadata that can be applied.');
  return ok(parsed.data);
};

/**
 * Holds a verified SD-JWT VC against the metadata of its type: `vct` names it, `vct#integrity`, where there is one, is the
 * digest of its bytes, and what must always or never be in a disclosure is or is not. Whether a claim is `mandatory` cannot
 * be seen in a presentation, where the holder keeps claims back, and is not asked.
 */
export const checkTypeMetadata = async (
  {
    claims,
    placed,
    metadata,
    metadataBytes,
  }: {
    readonly claims: JsonObject;
    readonly placed: ProcessedClaims['placed'];
    readonly metadata: TypeMetadata;
    /** As published. */
    readonly metadataBytes: Uint8Array;
  },
  crypto: Pick<CryptoPort, 'sha256'>,
): Promise<Result<undefined, TypeMetadataProblem>> => {
  if (claims.vct !== metadata.vct)
    return refuse('type_metadata_other', 'The credential is of another type than the metadata.');
  const integrity = claims['vct#integrity'];
  if (integrity !== undefined && !(await hasDigest(metadataBytes, integrity, crypto)))
    return refuse(
      'type_metadata_digest',
      'The type metadata is not that of which the credential has the digest.',
    );
  const { root, places, rules } = rulesOf(metadata);
  const [shown, disclosed] = [new Uint32Array(places), new Uint32Array(places)];
  countShown(claims, root, shown);
  countDisclosed(placed, root, disclosed);
  for (const { place, sd } of rules) {
    const inDisclosures = disclosed[place];
    if (sd === 'always' ? inDisclosures !== shown[place] : inDisclosures !== 0)
      return refuse(
        'type_metadata_disclosure',
        sd === 'always'
          ? 'A claim that must be in a disclosure of its own is signed in the open.'
          : 'A claim that must be signed in the open is in a disclosure.',
      );
  }
  return ok(undefined);
};
