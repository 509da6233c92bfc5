/** Is what lies at an address a status list of the platform there? Only such are handed on. */
import { z } from 'zod';
import type { Platform } from '../../core/trust/index.ts';
import {
  hasFewMembers,
  readBitstringList,
  readTokenList,
  type VerifyContext,
} from '../../core/verify/index.ts';

const Bitstring = z.object({
  credentialSubject: z.object({ statusPurpose: z.enum(['revocation', 'suspension', 'refresh']) }),
});

/** Beyond every list: no credential's place is looked at, only the list itself. */
const noIndex = 2 ** 31 - 1;

export type StatusListKind = 'token' | 'bitstring';

const purposeIn = (body: Uint8Array) => {
  if (!hasFewMembers(body)) return undefined;
  try {
    return Bitstring.safeParse(JSON.parse(new TextDecoder().decode(body))).data?.credentialSubject
      .statusPurpose;
  } catch {
    return undefined;
  }
};

/**
 * Which kind of list it is, or undefined when the platform did not sign it for this address. Whether it is in date is
 * left to whoever uses it, at the moment of use.
 */
export async function kindOfStatusList(
  { body, url, platform }: { readonly body: Uint8Array; readonly url: string; readonly platform: Platform },
  context: VerifyContext,
): Promise<StatusListKind | undefined> {
  const purpose = purposeIn(body);
  const answer =
    purpose === undefined
      ? await readTokenList({ body, platform, reference: { kind: 'token', url, index: noIndex } }, context)
      : await readBitstringList(
          { body, platform, reference: { kind: 'bitstring', url, purpose, index: noIndex } },
          context,
        );
  const refused = 'problem' in answer && !['status_outside', 'status_expired'].includes(answer.problem);
  return refused ? undefined : purpose === undefined ? 'token' : 'bitstring';
}
