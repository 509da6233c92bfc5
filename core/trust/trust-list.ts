/** The scheme's list: which platforms may issue, with which URL, DID and certificates; which verifiers are registered for what. */
import { z } from 'zod';
import { PublicJwk } from '../keys/jwk.ts';
import type { CryptoPort, Signer } from '../ports.ts';
import { parseJwsPayload } from '../proof/jws.ts';
import type { Problem } from '../proof/problem.ts';
import { err, ok, type Result } from '../result.ts';
import { followKeyChanges } from './key-change.ts';
import { asSchemeKeys, type SchemeKeys } from './scheme-keys.ts';
import { parseSignedText, signersOf, signText } from './signed-text.ts';

const did = z.string().regex(/^did:[a-z0-9]+:\S+$/);
const name = z.string().min(1).max(200);
const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(12_000);
const anchors = z.array(base64).max(20);
/** Compared byte by byte, no trailing slash. */
const address = z.url().refine((url) => !url.endsWith('/'), 'no slash at the end');

/** A platform that is no more: who serves its DID document and its status lists, and signs the lists anew. */
const Held = z.strictObject({
  /** Stands in the place of the platform's own `url`, for everything below it. */
  url: address,
  /** Signs status lists in the form of a W3C credential; never a KlusCV. */
  did,
  /** End the chains under which status lists as a JWT are signed; never a KlusCV. */
  certificateAnchors: anchors,
});

export const Platform = z.strictObject({
  /** The only name that a reader is ever shown. */
  name,
  kvkNumber: z.string().regex(/^\d{8}$/),
  /** `credential_issuer` and `iss`. */
  url: address,
  did,
  /** Further DIDs of the same platform. */
  otherDids: z.array(did).max(20),
  /** Base64 DER of the certificates that this platform's chains end in. */
  certificateAnchors: anchors,
  /** First day on which the platform may sign. */
  from: z.iso.date(),
  /** Last day, once it has left. What it signed until then stays genuine. */
  until: z.iso.date().optional(),
  /** Keys that somebody else may have had: nothing that they signed counts, whatever date it bears. */
  compromisedKeys: z.array(PublicJwk).max(50).optional(),
  held: Held.optional(),
});
export type Platform = z.infer<typeof Platform>;

export const Verifier = z.strictObject({
  name,
  /** SHA-256 of the DER leaf, base64url: what stands behind `x509_hash:`. */
  certificateSha256: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  purposes: z.array(z.enum(['platform', 'employer', 'uwv', 'lender'])).min(1),
});
export type Verifier = z.infer<typeof Verifier>;

const isUnique = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** The scheme's own name, and what a list is called that says nothing else. */
export const schemeName = 'KlusCV';

export const TrustList = z.strictObject({
  /** `KlusCV`, or the name of whoever keeps a list of their own. */
  scheme: z.string().min(1).max(100),
  /** Counts up; a reader never goes back to a lower one. */
  version: z.int().min(1),
  issued: z.iso.datetime({ offset: true }),
  /** From this moment on the list is outdated. */
  nextUpdate: z.iso.datetime({ offset: true }),
  platforms: z
    .array(Platform)
    .max(10_000)
    .refine((all) => isUnique(all.map(({ url }) => url)), 'a URL belongs to one platform')
    .refine(
      (all) => isUnique(all.flatMap((one) => [one.did, ...one.otherDids])),
      'a DID belongs to one platform',
    ),
  verifiers: z.array(Verifier).max(10_000),
  /** Every change of the scheme's keys so far, each signed by the keys before (`key-change.ts`), oldest first. */
  keyChanges: z.array(z.string().max(20_000)).max(50).optional(),
});
export type TrustList = z.infer<typeof TrustList>;

export const trustListType = 'kluscv-trust-list+jwt';

export type TrustListProblem = Problem<'trust_list_malformed' | 'trust_list_signature'>;

/** The list as a compact JWS under one key of the scheme. Throws a `ZodError` when the list is not well-formed. */
export const signTrustList = async (list: TrustList, signer: Signer): Promise<string> =>
  signText({ typ: trustListType, payload: TrustList.parse(list) }, signer);

/** What a signed list says, no signature looked at; undefined when it is none. */
export const readTrustList = (text: string): TrustList | undefined => {
  const signed = parseSignedText(text, trustListType);
  const payload = signed && parseJwsPayload(signed);
  const list = TrustList.safeParse(payload?.ok ? payload.value : undefined);
  return list.success ? list.data : undefined;
};

export type OpenedTrustList = {
  readonly list: TrustList;
  /** The keys that hold now: the pinned ones, or those that they led to. */
  readonly keys: SchemeKeys;
};

/**
 * The list in a text that enough of the scheme's keys have signed: the pinned ones, or those that the changes in the
 * list lead to from there. Whether it is outdated is another question (`isOutdated`).
 *
 * @param pinned one key, or a set of which `threshold` must have signed
 * @param scheme whose list it must say that it is
 */
export const openTrustList = async (
  text: string,
  pinned: PublicJwk | SchemeKeys,
  crypto: Pick<CryptoPort, 'verifySignature'>,
  scheme: string = schemeName,
): Promise<Result<OpenedTrustList, TrustListProblem>> => {
  const malformed = (message: string) => err({ code: 'trust_list_malformed' as const, message });
  const foreign = (message: string) => err({ code: 'trust_list_signature' as const, message });
  const signed = parseSignedText(text, trustListType);
  if (signed === undefined) return malformed('This is not a list of issuers.');
  // The changes are read before the list's own signature can be checked; each of them proves itself.
  const list = readTrustList(text);
  const changes = list?.scheme === scheme ? (list.keyChanges ?? []) : [];
  const followed = await followKeyChanges({ scheme, pinned: asSchemeKeys(pinned), changes }, crypto);
  if (!followed.ok && followed.error === 'signature')
    return foreign('A change of keys was not signed by the keys before.');
  const keys = followed.ok ? followed.value : asSchemeKeys(pinned);
  if ((await signersOf(signed, keys.keys, crypto)).length < keys.threshold)
    return foreign('The list was not signed by enough of the keys that must sign it.');
  if (list?.scheme !== scheme || !followed.ok)
    return malformed('The list of issuers is not in the form that we know.');
  return ok({ list, keys });
};

/** As `openTrustList`, without the keys. */
export const verifyTrustList = async (
  text: string,
  pinned: PublicJwk | SchemeKeys,
  crypto: Pick<CryptoPort, 'verifySignature'>,
  scheme: string = schemeName,
): Promise<Result<TrustList, TrustListProblem>> => {
  const opened = await openTrustList(text, pinned, crypto, scheme);
  return opened.ok ? ok(opened.value.list) : opened;
};

/**
 * Whether a list may take the place of the one held: never a lower version, never another list under the same number,
 * and never a list that tells another story of the scheme's keys.
 */
export const mayReplace = (held: TrustList, next: TrustList): boolean => {
  const [before, after] = [held.keyChanges ?? [], next.keyChanges ?? []];
  const sameStory = before.every((text, index) => text === after[index]);
  if (!sameStory || next.scheme !== held.scheme) return false;
  return next.version > held.version || JSON.stringify(next) === JSON.stringify(held);
};
