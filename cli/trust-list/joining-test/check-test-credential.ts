/** A test credential, fetched with an offer as a wallet does, and judged as a verifier would once the platform is on the list. */
import { loadDocument } from '../../../contexts/index.ts';
import { toUtf8 } from '../../../core/bytes.ts';
import { deriveSdProof } from '../../../core/proof/index.ts';
import type { TrustList } from '../../../core/trust/index.ts';
import { parseReceived, type VerifyContext, verifyReceived } from '../../../core/verify/index.ts';
import { type HeldCredential, receiveOffer } from '../../../wallet/flow/index.ts';
import { createDemoWallet } from '../../demo/present.ts';
import { type Finding, fail, pass, skipped, warn } from './finding.ts';

export type TestOffer = { readonly offerUri: string; readonly txCode?: string };

const question = 'Test credential';

/** Findings; the offer is used up by it. */
export async function checkTestCredential(
  offer: TestOffer | undefined,
  context: VerifyContext,
  list: TrustList,
): Promise<readonly Finding[]> {
  if (offer === undefined) return [skipped(question, 'Give an offer with --offer to fetch and judge one.')];
  const received = await receiveOffer(offer, createDemoWallet(list));
  if (!received.ok)
    return [
      fail(
        question,
        `A wallet stopped: ${received.error.code}. ${received.error.detail}`,
        'Mend it and make a new offer.',
      ),
    ];
  const hasAnchors = list.platforms.some(({ certificateAnchors }) => certificateAnchors.length > 0);
  const judged = await Promise.all(
    received.value.map((held) =>
      held.format === 'dc+sd-jwt' && !hasAnchors
        ? [skipped(`${question}, ${held.format}`, 'Give --anchor, so that its certificate can be judged.')]
        : judge(held, context),
    ),
  );
  return [pass(question, `${received.value.length} came into a wallet.`), ...judged.flat()];
}

/** As a holder would hand it over; of one that can be shown in part, what nobody can leave out. */
async function shownText(held: HeldCredential): Promise<string> {
  if (held.format !== 'ldp_vc') return held.compact;
  if (held.mandatory === undefined) return JSON.stringify(held.document);
  const least = await deriveSdProof({ credential: held.document, selectivePointers: [] }, { loadDocument });
  return JSON.stringify(least.ok ? least.value : held.document);
}

async function judge(held: HeldCredential, context: VerifyContext): Promise<readonly Finding[]> {
  const name = `${question}, ${held.format}`;
  const received = parseReceived({ bytes: toUtf8(await shownText(held)) });
  if (!received.ok) return [fail(name, 'A verifier cannot read it.', 'Compare it with contexts/kluscv.')];
  const { credentials } = await verifyReceived(received.value, context);
  return credentials.flatMap((report) => {
    const open = report.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'undetermined');
    if (report.outcome === 'valid')
      return [
        pass(name, 'A verifier finds it genuine.'),
        ...checkName(name, report.record?.platform, report.issuer.name),
      ];
    return open.map(({ code, message }) =>
      fail(name, `${report.outcome}: ${message.en} (${code})`, 'Mend what the sentence says.'),
    );
  });
}

const checkName = (
  question_: string,
  signed: string | undefined,
  listed: string | null,
): readonly Finding[] =>
  signed === undefined || signed === listed
    ? []
    : [
        warn(
          question_,
          `It says "${signed}", the list "${listed}".`,
          'Use one name: readers are shown that of the list.',
        ),
      ];
