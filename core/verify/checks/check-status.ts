/**
 * Has the platform withdrawn it? Asked last, of lists that the platform itself signed. Whatever goes wrong on the
 * way is "could not check": never valid, never revoked.
 */
import { newerListUrl } from '../../status/index.ts';
import type { Platform } from '../../trust/index.ts';
import type { CheckCode } from '../check-codes.ts';
import type { VerifyContext } from '../context.ts';
import type { StatusReference } from '../formats/format.ts';
import { loadListVerdict } from '../status-lists/load-verdict.ts';
import type { StatusAnswer } from '../status-lists/status-answer.ts';
import { answerAt } from '../status-lists/verified-list.ts';

export type StatusCheck = {
  readonly code: CheckCode;
  /** When the platform made the list that says so. */
  readonly listDate: Date | undefined;
  /** Whether the platform says that it has issued one with other figures since. */
  readonly newerExists: boolean;
};

const askList = async (
  reference: StatusReference,
  platform: Platform,
  context: VerifyContext,
): Promise<StatusAnswer> => {
  const verdict = await loadListVerdict(reference, platform, context);
  return verdict ? answerAt(verdict, reference.index, context) : { problem: 'status_unreachable' };
};

/** Without a place where its withdrawal would stand, nobody can say that it was not withdrawn. */
const tellsOfRevocation = (references: readonly StatusReference[]): boolean =>
  references.some((reference) => reference.kind === 'token' || reference.purpose === 'revocation');

/** Where it stands whether a newer one exists: named in a W3C credential, beside the list in the other forms. */
const newerReferences = (references: readonly StatusReference[]): readonly StatusReference[] =>
  references.flatMap((reference): StatusReference[] => {
    if (reference.kind === 'bitstring') return reference.purpose === 'refresh' ? [reference] : [];
    return [{ ...reference, url: newerListUrl(reference.url), tells: 'newer' }];
  });

/** Not being told is no failure: a platform need not say so, and nothing is taken away by it. */
const askForNewer = async (
  references: readonly StatusReference[],
  platform: Platform,
  context: VerifyContext,
): Promise<boolean> => {
  const answers = await Promise.all(
    newerReferences(references).map((reference) => askList(reference, platform, context)),
  );
  return answers.some((answer) => 'state' in answer && answer.state === 'newer');
};

const askAll = async (
  references: readonly StatusReference[],
  platform: Platform,
  context: VerifyContext,
): Promise<Omit<StatusCheck, 'newerExists'>> => {
  const withdrawing = references.filter(
    (reference) => reference.kind === 'token' || reference.purpose !== 'refresh',
  );
  const answers = await Promise.all(withdrawing.map((reference) => askList(reference, platform, context)));
  const said = answers.flatMap((answer) => ('state' in answer ? [answer] : []));
  const withdrawn =
    said.find(({ state }) => state === 'revoked') ?? said.find(({ state }) => state === 'suspended');
  if (withdrawn !== undefined)
    return {
      code: withdrawn.state === 'revoked' ? 'status_revoked' : 'status_suspended',
      listDate: withdrawn.listDate,
    };
  const failed = answers.find((answer) => 'problem' in answer);
  if (failed !== undefined) return { code: failed.problem, listDate: undefined };
  return { code: 'status_active', listDate: said[0]?.listDate };
};

/**
 * Looks the credential up in every list that it names.
 *
 * @param references undefined when the credential's own words about its status could not be read
 */
export const checkStatus = async (
  references: readonly StatusReference[] | undefined,
  platform: Platform,
  context: VerifyContext,
): Promise<StatusCheck> => {
  if (references === undefined || !tellsOfRevocation(references))
    return { code: 'status_missing', listDate: undefined, newerExists: false };
  const [withdrawal, newerExists] = await Promise.all([
    askAll(references, platform, context),
    askForNewer(references, platform, context),
  ]);
  const code = withdrawal.code === 'status_active' && newerExists ? 'status_newer' : withdrawal.code;
  return { ...withdrawal, code, newerExists };
};
