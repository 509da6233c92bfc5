/** The scheme's list: which platforms may issue, with which URL, DID and certificates; which verifiers are registered for what. */
import { z } from 'zod';
import type { PublicJwk } from '../keys/jwk.ts';
import type { CryptoPort, Signer } from '../ports.ts';
import { parseJws, parseJwsPayload, signJws, verifyParsedJws } from '../proof/jws.ts';
import type { Problem } from '../proof/problem.ts';
import { err, ok, type Result } from '../result.ts';

const did = z.string().regex(/^did:[a-z0-9]+:\S+$/);
const name = z.string().min(1).max(200);
const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(12_000);

export const Platform = z.strictObject({
  /** The only name that a reader is ever shown. */
  name,
  kvkNumber: z.string().regex(/^\d{8}$/),
  /** `credential_issuer` and `iss`: compared byte by byte, no trailing slash. */
  url: z.url().refine((url) => !url.endsWith('/'), 'no slash at the end'),
  did,
  /** Further DIDs of the same platform. */
  otherDids: z.array(did).max(20),
  /** Base64 DER of the certificates that this platform's chains end in. */
  certificateAnchors: z.array(base64).max(20),
  /** First day on which the platform may sign. */
  from: z.iso.date(),
  /** Last day, once it has left. */
  until: z.iso.date().optional(),
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

export const TrustList = z.strictObject({
  scheme: z.literal('KlusCV'),
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
});
export type TrustList = z.infer<typeof TrustList>;

export const trustListType = 'kluscv-trust-list+jwt';

export type TrustListProblem = Problem<'trust_list_malformed' | 'trust_list_signature'>;

/** The list as a compact JWS under the scheme's key. Throws a `ZodError` when the list is not well-formed. */
export const signTrustList = async (list: TrustList, signer: Signer): Promise<string> =>
  signJws({ header: { typ: trustListType }, payload: TrustList.parse(list) }, signer);

/** The list in a JWS that the scheme's key signed. Whether it is outdated is another question (`isOutdated`). */
export const verifyTrustList = async (
  jws: string,
  schemeKey: PublicJwk,
  crypto: Pick<CryptoPort, 'verifySignature'>,
): Promise<Result<TrustList, TrustListProblem>> => {
  const malformed = (message: string) => err({ code: 'trust_list_malformed' as const, message });
  const parsed = parseJws(jws.trim());
  if (!parsed.ok) return malformed(parsed.error.message);
  if (parsed.value.header.typ !== trustListType) return malformed('This is not a list of issuers.');
  const verified = await verifyParsedJws(parsed.value, schemeKey, crypto);
  if (!verified.ok) return err({ code: 'trust_list_signature', message: verified.error.message });
  const payload = parseJwsPayload(parsed.value);
  const list = TrustList.safeParse(payload.ok ? payload.value : undefined);
  return list.success ? ok(list.data) : malformed('The list of issuers is not in the form that we know.');
};
