/** What of the worker's own could answer a request, and what of that the worker is free to keep back (OpenID4VP 1.0, section 6). */
import { type DcqlCredential, DcqlQuery, type DcqlSdJwtVcCredential } from 'dcql';
import { type ClaimName, claimNames, offByDefault } from '../../core/credential/claims.ts';
import { ok, type Result } from '../../core/result.ts';
import { type FlowProblem, problem } from './flow-problem.ts';
import type { HeldCredential } from './held-credential.ts';

export type ClaimPath = readonly (string | number | null)[];

export type AskedClaim = {
  /** Unique within the candidate. */
  readonly id: string;
  readonly path: ClaimPath;
  /** The claim of a KlusCV that the path leads to; null for a path into something else. */
  readonly name: ClaimName | null;
};

/** A credential that satisfies one credential query. */
export type Candidate = {
  readonly queryId: string;
  readonly credential: HeldCredential;
  /** Asked for and present, in the verifier's order. */
  readonly asked: readonly AskedClaim[];
  /** Ids of claims; each set by itself would satisfy the verifier. */
  readonly claimSets: readonly (readonly string[])[];
  /** False for a format that can only be shown as a whole. */
  readonly selective: boolean;
  /** Of a format that can be shown in part: the claims that go along with any of them. */
  readonly goesAlong: readonly ClaimName[];
};

/** One thing to be answered: the worker gives exactly one of the candidates. */
export type Slot = { readonly candidates: readonly Candidate[] };

/** A candidate with the claims that will be shown. */
export type Answer = { readonly candidate: Candidate; readonly claimIds: readonly string[] };

const judgements: ReadonlySet<ClaimName> = new Set(offByDefault);
const credentialsV2Type = 'https://www.w3.org/2018/credentials#VerifiableCredential';
const klusCVType = 'https://kluscv.nl/ns/v1#KlusCVCredential';

/**
 * Matches a DCQL query against the credentials held. Optional credential sets are left alone: what is not needed is not offered.
 * @returns one slot for each thing to be answered, or `nothing_to_share` when something required cannot be answered.
 */
export function findCandidates(
  query: DcqlQuery,
  credentials: readonly HeldCredential[],
): Result<readonly Slot[], FlowProblem> {
  const result = DcqlQuery.query(query, credentials.map(describeForDcql));
  if (!result.can_be_satisfied) return problem('nothing_to_share', 'No credential satisfies the query.');
  const candidatesOf = (queryId: string): Candidate[] =>
    selectiveFirst(
      (result.credential_matches[queryId]?.valid_credentials ?? []).flatMap((match) => {
        const credential = credentials[match.input_credential_index];
        const credentialQuery = query.credentials.find((candidate) => candidate.id === queryId);
        if (credential === undefined || credentialQuery === undefined) return [];
        const { valid_claims: claims, valid_claim_sets: sets } = match.claims;
        return [
          {
            queryId,
            credential,
            asked: (claims ?? []).flatMap((claim) => describeClaim(credentialQuery, claim.claim_index)),
            claimSets: sets.map((set) => (set.valid_claim_indexes ?? []).map(String)),
            selective: isSelective(credential),
            goesAlong: goingAlong(credential),
          },
        ];
      }),
    );
  if (result.credential_sets === undefined) {
    return ok(query.credentials.map(({ id }) => ({ candidates: newestFirst(dropTwins(candidatesOf(id))) })));
  }
  return ok(
    result.credential_sets.filter((set) => set.required).flatMap((set) => slotsOfSet(set, candidatesOf)),
  );
}

/** Options of one query each are alternatives for one slot; of longer options the first that can be answered is taken. */
function slotsOfSet(
  set: { readonly matching_options: readonly (readonly string[])[] | undefined },
  candidatesOf: (queryId: string) => Candidate[],
): Slot[] {
  const options = set.matching_options ?? [];
  const [first] = options;
  if (first === undefined || first.length === 0) return [];
  if (first.length > 1) return first.map((queryId) => ({ candidates: newestFirst(candidatesOf(queryId)) }));
  const alternatives = options.flatMap(([queryId, ...more]) =>
    queryId === undefined || more.length > 0 ? [] : candidatesOf(queryId),
  );
  return [{ candidates: newestFirst(dropTwins(alternatives)) }];
}

/** Of one certificate in several formats the first stays: the verifier's own order is its preference. */
function dropTwins(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ credential: { bundleId } }) => !seen.has(bundleId) && seen.add(bundleId));
}

/** Where one query takes a certificate whole or in part, the part is preferred. */
function selectiveFirst(candidates: readonly Candidate[]): Candidate[] {
  return candidates.toSorted((a, b) => Number(b.selective) - Number(a.selective));
}

const goingAlong = (credential: HeldCredential): readonly ClaimName[] =>
  credential.format === 'ldp_vc' ? (credential.mandatory ?? []) : [];

const isSelective = (credential: HeldCredential): boolean =>
  credential.format === 'dc+sd-jwt' || (credential.format === 'ldp_vc' && credential.mandatory !== undefined);

function newestFirst(candidates: readonly Candidate[]): Candidate[] {
  return candidates.toSorted(
    (a, b) => Date.parse(b.credential.receivedAt) - Date.parse(a.credential.receivedAt),
  );
}

/**
 * The claims to begin with: the fullest set that can be given, the verifier's own order where two are as full. Where the
 * purpose is one that we know, the facts that belong to it join them: a query names a dozen combinations at most, and a
 * fact must not stay behind because another one was not there.
 * @param allowed the claims that belong to the stated purpose; sets that go beyond are taken only when there is no other
 */
export function preselectClaims(
  candidate: Candidate,
  allowed: readonly ClaimName[] | null,
): readonly string[] {
  const beyond = new Set(candidate.asked.flatMap((claim) => (goesBeyond(claim, allowed) ? [claim.id] : [])));
  const within = candidate.claimSets.filter((set) => !set.some((id) => beyond.has(id)));
  const sets = within.length > 0 ? within : candidate.claimSets;
  const fullest = sets.reduce<readonly string[]>((best, set) => (set.length > best.length ? set : best), []);
  const facts = candidate.asked.filter(
    ({ id, name }) => allowed !== null && name !== null && !judgements.has(name) && !beyond.has(id),
  );
  return [...new Set([...fullest, ...facts.map(({ id }) => id)])];
}

/** Whether a claim is asked that does not belong to the stated purpose. */
export const goesBeyond = ({ name }: AskedClaim, allowed: readonly ClaimName[] | null): boolean =>
  allowed !== null && name !== null && !allowed.includes(name);

/** Whether these claims are enough for the verifier: they contain a set that it takes. */
export function satisfies(candidate: Candidate, claimIds: readonly string[]): boolean {
  const chosen = new Set(claimIds);
  return candidate.claimSets.some((set) => set.every((id) => chosen.has(id)));
}

/** Whether the verifier takes nothing without this claim: then the worker can only share it or refuse altogether. */
export function isRequired(candidate: Candidate, claimId: string): boolean {
  if (!candidate.selective) return true;
  const name = candidate.asked.find(({ id }) => id === claimId)?.name;
  const goesAlong = candidate.goesAlong.some((one) => one === name);
  return goesAlong || candidate.claimSets.every((set) => set.includes(claimId));
}

/** The first candidate of every slot with its fullest claims: what a worker who changes nothing gives. */
export function preselect(slots: readonly Slot[], allowed: readonly ClaimName[] | null): readonly Answer[] {
  return slots.flatMap(({ candidates: [candidate] }) =>
    candidate === undefined ? [] : [{ candidate, claimIds: preselectClaims(candidate, allowed) }],
  );
}

/** The claims of a KlusCV that leave the wallet with this answer. */
export function shownClaimNames({ candidate, claimIds }: Answer): ClaimName[] {
  if (!candidate.selective)
    return claimNames.filter((name) => candidate.credential.claims[name] !== undefined);
  const chosen = new Set(claimIds);
  const names = new Set([
    ...candidate.goesAlong,
    ...candidate.asked.flatMap(({ id, name }) => (chosen.has(id) && name !== null ? [name] : [])),
  ]);
  return claimNames.filter((name) => names.has(name));
}

function describeForDcql(credential: HeldCredential): DcqlCredential {
  if (credential.format === 'dc+sd-jwt') {
    return {
      credential_format: 'dc+sd-jwt',
      vct: credential.vct,
      claims: toJson({ ...credential.claims, iss: credential.issuerUrl, vct: credential.vct }),
      cryptographic_holder_binding: true,
    };
  }
  const isJwt = credential.format === 'jwt_vc_json';
  const type = isJwt ? credential.types : credential.document.type;
  const types = Array.isArray(type) ? type.filter((name) => typeof name === 'string') : [];
  return {
    credential_format: credential.format,
    // Verifiers name types as they stand or fully expanded; both mean the same.
    type: [...types, ...(types.includes('KlusCVCredential') ? [credentialsV2Type, klusCVType] : [])],
    claims: toJson(
      isJwt
        ? { type, credentialSubject: { id: credential.holderDid, ...credential.claims } }
        : credential.document,
    ),
    cryptographic_holder_binding: true,
  };
}

type DcqlClaims = DcqlSdJwtVcCredential['claims'];

function toJson(value: object): DcqlClaims {
  const plain: DcqlClaims = JSON.parse(JSON.stringify(value));
  return plain;
}

function describeClaim(query: DcqlQuery['credentials'][number], index: number): AskedClaim[] {
  const claim = query.claims?.[index];
  if (claim === undefined || !('path' in claim)) return [];
  const [first, second] = claim.path;
  const wanted = query.format !== 'dc+sd-jwt' && first === 'credentialSubject' ? second : first;
  return [{ id: String(index), path: claim.path, name: claimNames.find((name) => name === wanted) ?? null }];
}
