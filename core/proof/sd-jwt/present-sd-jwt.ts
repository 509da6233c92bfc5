/** The wallet's side: a credential with only the disclosures that the worker agreed to, bound to one reader (RFC 9901 section 7.2). */
import { KlusCVError } from '../../errors.ts';
import type { CryptoPort, Signer } from '../../ports.ts';
import { isJsonObject } from '../../strict-json.ts';
import { addKeyBinding } from './key-binding.ts';
import { type ParsedSdJwt, parseSdJwt } from './parse-sd-jwt.ts';
import { type Place, processDisclosures } from './process-disclosures.ts';

/** As in DCQL (OpenID4VP 1.0 section 7): names of members, numbers of elements, null for every element. */
export type ClaimPath = readonly (string | number | null)[];

const stepMatches = (
  asked: string | number | null | undefined,
  step: string | number | undefined,
): boolean => (asked === null ? typeof step === 'number' : asked === step);

/** True when the place lies on the way to what was asked, is it, or lies under it. */
const isNeeded = (place: Place, path: ClaimPath): boolean => {
  const shared = Math.min(place.length, path.length);
  return path.slice(0, shared).every((asked, index) => stepMatches(asked, place[index]));
};

const exists = (value: unknown, [step, ...rest]: ClaimPath): boolean => {
  if (step === undefined) return true;
  if (Array.isArray(value)) {
    if (step === null) return value.some((element) => exists(element, rest));
    return typeof step === 'number' && step in value && exists(value[step], rest);
  }
  return (
    typeof step === 'string' && isJsonObject(value) && Object.hasOwn(value, step) && exists(value[step], rest)
  );
};

const parseOrThrow = (credential: string): ParsedSdJwt => {
  const parsed = parseSdJwt(credential);
  if (!parsed.ok) throw new KlusCVError('invalid_request', parsed.error.message);
  return parsed.value;
};

/**
 * The credential (without key binding) with the disclosures of these paths alone; a path opens everything under it.
 * Throws `invalid_request` when the credential cannot be read or has nothing at a path.
 */
export const selectDisclosures = async (
  credential: string,
  paths: readonly ClaimPath[],
  crypto: Pick<CryptoPort, 'sha256'>,
): Promise<string> => {
  const { payload, disclosures, withoutKeyBinding } = parseOrThrow(credential);
  const processed = await processDisclosures(payload, disclosures, crypto);
  if (!processed.ok) throw new KlusCVError('invalid_request', processed.error.message);
  const { claims, placed } = processed.value;
  for (const path of paths) {
    if (path.length === 0 || !exists(claims, path)) {
      throw new KlusCVError('invalid_request', 'The credential has no claim at a path that is to be shown.');
    }
  }
  const chosen = placed.filter(({ place }) => paths.some((path) => isNeeded(place, path)));
  const jwt = withoutKeyBinding.slice(0, withoutKeyBinding.indexOf('~') + 1);
  return jwt + chosen.map(({ encoded }) => `${encoded}~`).join('');
};

export type SdJwtPresentation = {
  /** The compact SD-JWT as the issuer gave it, all disclosures included. */
  readonly credential: string;
  readonly paths: readonly ClaimPath[];
  /** The verifier's full client id. */
  readonly audience: string;
  readonly nonce: string;
  readonly issuedAt: Date;
};

/** A presentation of some claims, signed by the holder's key for one audience and nonce. Throws as `selectDisclosures`. */
export const presentSdJwt = async (
  { credential, paths, audience, nonce, issuedAt }: SdJwtPresentation,
  { signer, crypto }: { readonly signer: Signer; readonly crypto: Pick<CryptoPort, 'sha256'> },
): Promise<string> =>
  addKeyBinding(
    await selectDisclosures(credential, paths, crypto),
    { audience, nonce, issuedAt },
    { signer, crypto },
  );
