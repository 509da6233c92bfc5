/** Signing what somebody else wrote down: only when it says what the stored work record says, and nothing more. */
import canonicalize from 'canonicalize';
import { kluscvContextUrl, kluscvType } from '../../contexts/index.ts';
import { baseClaims, claimNames } from '../../core/credential/index.ts';
import { KlusCVError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/strict-json.ts';
import type { IssuerDeps } from '../deps.ts';
import { issueCredential, loadSignable } from './issue-credential.ts';
import { ldpConfiguration } from './ldp-configuration.ts';

export type GivenCredential = {
  readonly '@context': readonly string[];
  readonly type: readonly string[];
  readonly issuer: string;
  readonly credentialSubject: Readonly<Record<string, unknown>>;
};

const refuse = (reason: string): KlusCVError =>
  new KlusCVError('invalid_request', reason, {
    remedy: 'Take the claims from the work record, or leave out what it does not say.',
  });

/**
 * Issues a VCDM 2.0 credential whose subject was given. Dates, status and proof are ours.
 * @param given `include` is the worker's choice where the subject alone does not say it: some reviews of many
 * @returns undefined when nothing is known of the worker
 * @throws KlusCVError `invalid_request` when anything in it is not what the stored work record says; values are never
 *   repeated. A subject with an id is refused too: nobody proved to hold the key
 */
export async function signEqual(
  deps: Pick<IssuerDeps, 'store' | 'settings' | 'keys' | 'hashKey' | 'crypto' | 'clock'>,
  given: { credential: GivenCredential; workerId: string; include?: unknown; actor: string },
): Promise<{ credentialId: string; credential: string | JsonObject } | undefined> {
  const { credential, workerId, include, actor } = given;
  if (!same(credential['@context'], ['https://www.w3.org/ns/credentials/v2', kluscvContextUrl]))
    throw refuse(`@context: must be the W3C one of version 2, then ${kluscvContextUrl}.`);
  if (!same([...credential.type].sort(), ['VerifiableCredential', kluscvType].sort()))
    throw refuse(`type: must be VerifiableCredential and ${kluscvType}.`);
  if (credential.issuer !== deps.keys.known().did) throw refuse('issuer: must be the DID of this issuer.');
  const subject = credential.credentialSubject;
  if (!Object.keys(subject).every((name) => claimNames.some((claim) => claim === name)))
    throw refuse('credentialSubject: holds a member that is no claim of a KlusCV.');
  const signable = await loadSignable(deps, workerId, include ?? includeOf(subject));
  if (!signable) return undefined;
  const wrong = claimNames.find((name) => !same(signable.claims[name], subject[name]));
  if (wrong !== undefined) throw refuse(`credentialSubject.${wrong}: is not what the work record says.`);
  return issueCredential(deps, { configuration: ldpConfiguration, signable, actor });
}

/** The choice under which the stored record would say exactly these claims; all reviews, or none. */
const includeOf = (subject: Readonly<Record<string, unknown>>): Record<string, boolean> =>
  Object.fromEntries(
    claimNames
      .filter((name) => !baseClaims.some((base) => base === name))
      .map((name) => [name, Object.hasOwn(subject, name)]),
  );

const same = (one: unknown, other: unknown): boolean =>
  (one === undefined) === (other === undefined) &&
  (one === undefined || canonicalize(one) === canonicalize(other));
