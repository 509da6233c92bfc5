/**
 * What is left of a credential when its content is let go: enough to know it again, and to ask once more whether the
 * platform has withdrawn it.
 */
import { platformByDid } from '../trust/index.ts';
import type { CheckCode } from './check-codes.ts';
import { checkStatus } from './checks/check-status.ts';
import { type VerifyContext, withOwnRoom } from './context.ts';
import { openCredential, type StatusReference } from './formats/index.ts';
import { presentedIn } from './presented-in.ts';
import type { Received, ReceivedCredential } from './received.ts';
import { sameCredentialOf } from './same-credential.ts';

export type CredentialTrace = {
  /** SHA-256 over what the platform signed: the same however much of it is shown, and in whatever way it is written. */
  readonly digest: Uint8Array;
  /** The platform by its DID on the list. */
  readonly platformDid: string;
  /** Where its status stands; undefined when that could not be read. */
  readonly status: readonly StatusReference[] | undefined;
};

const traceCredential = async (
  credential: ReceivedCredential,
  context: VerifyContext,
): Promise<CredentialTrace | undefined> => {
  if (context.trust.state === 'missing') return undefined;
  const opened = openCredential(credential);
  const platform = opened.ok ? opened.value.findPlatform(context.trust.list) : undefined;
  if (!opened.ok || platform === undefined) return undefined;
  const signed = await opened.value.verify(platform, context);
  if (!signed.ok) return undefined;
  const digest = await context.crypto.sha256(await sameCredentialOf(credential));
  return { digest, platformDid: platform.did, status: signed.value.status };
};

/**
 * A trace for each credential, in the order of the report on the same input; undefined where the platform's signature
 * was not found to hold.
 */
export const traceCredentials = async (
  received: readonly Received[],
  context: VerifyContext,
): Promise<readonly (CredentialTrace | undefined)[]> => {
  const own = withOwnRoom(context);
  const traced = await Promise.all(
    received.map((one) => {
      const inside = presentedIn(one);
      return inside.ok
        ? Promise.all(inside.value.map(({ credential }) => traceCredential(credential, own)))
        : [undefined];
    }),
  );
  return traced.flat();
};

/**
 * Asks once more what the platform's lists say; fetches them whole, so that the platform cannot tell of whom.
 *
 * @returns a code of the check `status`, or one of `issuer` when the platform is not on a current list any more
 */
export const recheckStatus = async (
  { platformDid, status }: Pick<CredentialTrace, 'platformDid' | 'status'>,
  context: VerifyContext,
): Promise<CheckCode> => {
  if (context.trust.state === 'missing') return 'trust_list_missing';
  if (context.trust.state === 'outdated') return 'trust_list_outdated';
  const platform = platformByDid(context.trust.list, platformDid);
  return platform === undefined ? 'issuer_not_listed' : (await checkStatus(status, platform, context)).code;
};
