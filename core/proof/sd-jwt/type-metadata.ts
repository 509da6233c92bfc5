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

/** A path with every element alike. */
const keyOf = (path: readonly (string | number | null)[]): string =>
  path.map((step) => (typeof step === 'string' ? `.${step}` : '[]')).join('\u0000');

type Rule = { readonly key: string; readonly sd: 'always' | 'never' };

/** The rules of a type do not change from one credential to the next. */
const kept = new WeakMap<TypeMetadata, readonly Rule[]>();

const rulesOf = (metadata: TypeMetadata): readonly Rule[] => {
  const known = kept.get(metadata);
  if (known !== undefined) return known;
  const rules = (metadata.claims ?? []).flatMap(({ path, sd }) =>
    sd === 'always' || sd === 'never' ? [{ key: keyOf(path), sd }] : [],
  );
  kept.set(metadata, rules);
  return rules;
};

const count = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** How many values a credential shows at each path, elements taken together. */
const countShown = (value: unknown, prefix: string, counts: Map<string, number>): void => {
  if (typeof value !== 'object' || value === null) return;
  const before = prefix === '' ? '' : `${prefix}\u0000`;
  if (Array.isArray(value)) {
    const key = `${before}[]`;
    if (value.length > 0) counts.set(key, (counts.get(key) ?? 0) + value.length);
    for (const inner of value) countShown(inner, key, counts);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const key = `${before}.${name}`;
    count(counts, key);
    countShown(inner, key, counts);
  }
};

const refuse = (code: TypeMetadataProblem['code'], message: string) => err({ code, message });

/** `sha256-` and base64, as Subresource Integrity writes it; another hash cannot be checked here and is refused. */
const hasDigest = async (
  bytes: Uint8Array,
  integrity: unknown,
  { sha256 }: Pick<CryptoPort, 'sha256'>,
): Promise<boolean> => {
  const wanted = typeof integrity === 'string' ? /^sha256-(.{43}=)$/.exec(integrity)?.[1] : undefined;
  const digest = wanted === undefined ? undefined : fromBase64(wanted);
  return digest !== undefined && equalBytes(digest, await sha256(bytes));
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
  const shown = new Map<string, number>();
  countShown(claims, '', shown);
  const disclosed = new Map<string, number>();
  for (const { place } of placed) count(disclosed, keyOf(place));
  for (const { key, sd } of rulesOf(metadata)) {
    const inDisclosures = disclosed.get(key) ?? 0;
    if (sd === 'always' ? inDisclosures !== (shown.get(key) ?? 0) : inDisclosures > 0)
      return refuse(
        'type_metadata_disclosure',
        sd === 'always'
          ? 'A claim that must be in a disclosure of its own is signed in the open.'
          : 'A claim that must be signed in the open is in a disclosure.',
      );
  }
  return ok(undefined);
};
